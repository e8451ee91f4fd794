import type { ReactNode } from "react";
import { useIsOnline } from "../state/online.ts";
import { useTexts } from "../state/texts.ts";

export function OfflineBanner(): ReactNode {
  const say = useTexts("shell");
  const isOnline = useIsOnline();
  return (
    <div role="status">
      {!isOnline && (
        <section className="strip">
          <div className="strip-content">
            <p>
              <strong>{say("offline")}</strong> {say("offlineText")}
            </p>
          </div>
        </section>
      )}
    </div>
  );
}
