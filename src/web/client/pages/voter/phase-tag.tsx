import type { ReactNode } from "react";
import type { ElectionPhase } from "../../../../chain/elections.ts";
import { Tag } from "../../design/tag.tsx";
import { useTexts } from "../../state/texts.ts";

const KINDS = {
  setup: "note",
  voting: "success",
  opening: "note",
  opened: "neutral",
  failed: "danger",
  cancelled: "neutral",
} as const;

export function PhaseTag({ phase }: { readonly phase: ElectionPhase }): ReactNode {
  const say = useTexts("vote");
  return <Tag kind={KINDS[phase]}>{say(`phase-${phase}`)}</Tag>;
}
