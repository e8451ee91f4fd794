import type { ReactNode } from "react";
import type { Recorded } from "../../../../../server/client/records.ts";
import { Hash } from "../../../design/hash.tsx";
import { Tag } from "../../../design/tag.tsx";
import { Time } from "../../../design/time.tsx";
import { useTexts } from "../../../state/texts.ts";

/** When the chain recorded something, and whether it could still take it back. */
export function RecordedAt({ recorded }: { readonly recorded: Recorded }): ReactNode {
  const say = useTexts("public");
  return (
    <>
      <Time at={recorded.time} /> {!recorded.final && <Tag kind="warning">{say("notFinal")}</Tag>}
    </>
  );
}

/** The same with its evidence. */
export function RecordedIn({ recorded }: { readonly recorded: Recorded }): ReactNode {
  const say = useTexts("public");
  return (
    <>
      <RecordedAt recorded={recorded} />
      <br />
      {say("transaction")} <Hash value={recorded.transaction} />
    </>
  );
}

/** Where the time stands beside it anyway. */
export function RecordedEvidence({ recorded }: { readonly recorded: Recorded }): ReactNode {
  const say = useTexts("public");
  return (
    <p>
      {say("transaction")} <Hash value={recorded.transaction} />{" "}
      {!recorded.final && <Tag kind="warning">{say("notFinal")}</Tag>}
    </p>
  );
}
