import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { readAbout } from "../../../server/client/about.ts";
import { Details } from "../design/details.tsx";
import { Tag } from "../design/tag.tsx";
import { services } from "../state/services.ts";
import { useTexts } from "../state/texts.ts";

/** Anybody can forge under development keys: as long as those are used, every page says that nothing here counts. */
export function DemonstrationBanner(): ReactNode {
  const say = useTexts("shell");
  const about = useQuery({ queryKey: ["about"], queryFn: () => services.call(readAbout), staleTime: Infinity });
  if (about.data?.keysPhase !== "development") return null;
  return (
    <section className="strip strip-warning" aria-label={say("demonstration")}>
      <div className="strip-content">
        <p>
          <Tag kind="warning">{say("demonstration")}</Tag> {say("demonstrationText")}
        </p>
        <Details summary={say("demonstrationMore")}>
          <ul>
            <li>{say("demonstrationKeys")}</li>
            <li>{say("demonstrationChain", { chainId: String(about.data.chainId) })}</li>
            <li>{say("demonstrationData")}</li>
          </ul>
        </Details>
      </div>
    </section>
  );
}
