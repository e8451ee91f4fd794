import { useSyncExternalStore, type ReactNode } from "react";
import { Button } from "../design/button.tsx";
import { isNewVersionReady, onNewVersion, takeNewVersion } from "../offline.ts";
import { useTexts } from "../state/texts.ts";

/** Never by itself: what is typed on a page would be lost, and whoever is voting should see no page change. */
export function NewVersionBanner(): ReactNode {
  const say = useTexts("shell");
  const isReady = useSyncExternalStore(onNewVersion, isNewVersionReady);
  return (
    <div role="status">
      {isReady && (
        <section className="strip">
          <div className="strip-content">
            <p>
              <strong>{say("newVersion")}</strong> {say("newVersionText")}
            </p>
            <Button kind="secondary" onPress={takeNewVersion}>
              {say("takeNewVersion")}
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}
