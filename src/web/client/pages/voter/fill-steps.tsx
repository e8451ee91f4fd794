import { useEffect, useState, type ReactNode } from "react";
import type { FillProgress, FillStage } from "../../../worker/voting/pace.ts";
import { Steps } from "../../design/steps.tsx";
import { useTexts } from "../../state/texts.ts";

/** What people are told of the stages; those of one proof are one step. */
const STEPS = ["opening", "encrypting", "proving", "checking", "keeping"] as const;
type Step = (typeof STEPS)[number];

const STEP_OF: Readonly<Record<FillStage, Step>> = {
  opening: "opening",
  encrypting: "encrypting",
  witness: "proving",
  sums: "proving",
  finish: "proving",
  checking: "checking",
  keeping: "keeping",
};

interface FillStepsProps {
  readonly progress: FillProgress | undefined;
  readonly onCancel: () => void;
}

export function FillSteps({ progress, onCancel }: FillStepsProps): ReactNode {
  const say = useTexts("vote");
  const remainingSeconds = useCountdown(progress);
  return (
    <section>
      <h2>{say("encryptingTitle")}</h2>
      <p>{say("encryptingLead")}</p>
      <Steps
        steps={STEPS.map((id) => ({ id, name: say(`step-${id}`) }))}
        current={STEP_OF[progress?.stage ?? "opening"]}
        remainingSeconds={remainingSeconds}
        onCancel={onCancel}
      />
    </section>
  );
}

/** Whole seconds, one fewer each second; told anew with each stage, and never below 1 while it lasts. */
function useCountdown(progress: FillProgress | undefined): number | undefined {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    setPassed(0);
    const timer = setInterval(() => setPassed((seconds) => seconds + 1), 1000);
    return () => clearInterval(timer);
  }, [progress]);
  const { remainingSeconds } = progress ?? {};
  return remainingSeconds === undefined ? undefined : Math.max(1, Math.ceil(remainingSeconds) - passed);
}
