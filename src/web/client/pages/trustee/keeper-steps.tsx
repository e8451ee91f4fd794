import { useEffect, useRef, useState, type ReactNode } from "react";
import type { KeeperProgress, KeeperStage } from "../../../worker/trustee.ts";
import { Steps } from "../../design/steps.tsx";
import { useTexts } from "../../state/texts.ts";
import type { KeeperStep } from "./step-form.tsx";

const STAGES: Readonly<Record<KeeperStep, readonly KeeperStage[]>> = {
  register: ["file", "sending"],
  commit: ["file", "sending"],
  deal: ["file", "proving", "sending"],
  test: ["file", "proving", "sending"],
  decrypt: ["file", "ballots", "proving", "sending"],
};

interface KeeperStepsProps {
  readonly step: KeeperStep;
  readonly progress: KeeperProgress | undefined;
  readonly onCancel: () => void;
}

/** What goes on in a step. What takes a moment only cannot be cancelled. */
export function KeeperSteps({ step, progress, onCancel }: KeeperStepsProps): ReactNode {
  const say = useTexts("trustee");
  const stages = STAGES[step];
  const current = progress?.stage ?? "file";
  const mayCancel = stages.length > 2 && current !== "sending";
  return (
    <Steps
      steps={stages.map((id) => ({ id, name: say(`stage-${id}`) }))}
      current={current}
      remainingSeconds={useRemaining(progress)}
      {...(mayCancel ? { onCancel } : {})}
    />
  );
}

/** From what was done of the stage so far; unknown before anything of it is. */
function useRemaining(progress: KeeperProgress | undefined): number | undefined {
  const began = useRef<{ stage: KeeperStage; atMs: number }>(undefined);
  const [remaining, setRemaining] = useState<number>();
  useEffect(() => {
    if (progress === undefined) return;
    const { stage, done, total } = progress;
    if (began.current?.stage !== stage) began.current = { stage, atMs: performance.now() };
    const passed = (performance.now() - began.current.atMs) / 1000;
    setRemaining(done === 0 ? undefined : (passed / done) * (total - done));
  }, [progress]);
  return remaining;
}
