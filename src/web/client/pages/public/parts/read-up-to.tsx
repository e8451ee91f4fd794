import type { ReactNode } from "react";
import type { AsOf } from "../../../../../server/client/records.ts";
import { Time } from "../../../design/time.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useLive } from "./live.ts";

/** How far the index had read when it said this, and whether more will appear by itself. */
export function ReadUpTo({ asOf }: { readonly asOf: AsOf | undefined }): ReactNode {
  const say = useTexts("public");
  const state = useLive();
  return (
    <p className="read-up-to">
      {asOf !== undefined && (
        <>
          {say("asOf", { block: asOf.block, finalBlock: asOf.finalBlock })} <Time at={asOf.time} />{" "}
        </>
      )}
      {state === "live" && say("live")}
      {state === "lost" && <strong>{say("lost")}</strong>}
    </p>
  );
}
