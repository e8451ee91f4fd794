import type { ReactNode } from "react";
import type { ProofProgress } from "../../../../worker/holder/proving.ts";
import { Steps } from "../../../design/steps.tsx";
import { useTexts } from "../../../state/texts.ts";

const STEP_OF: Readonly<Record<ProofProgress["stage"], "find" | "prove" | "check" | "send">> = {
  opening: "find",
  encrypting: "prove",
  witness: "prove",
  sums: "prove",
  finish: "prove",
  checking: "check",
  keeping: "send",
};

/** How far a proof is; it can be stopped until it is handed over. */
export function ProofSteps({
  progress,
  onCancel,
}: {
  readonly progress: ProofProgress | undefined;
  readonly onCancel: () => void;
}): ReactNode {
  const say = useTexts("request");
  const steps = [
    { id: "find", name: say("stepFind") },
    { id: "prove", name: say("stepProve") },
    { id: "check", name: say("stepCheck") },
    { id: "send", name: say("stepSend") },
  ];
  const current = progress === undefined ? "find" : STEP_OF[progress.stage];
  const cancel = current === "send" ? {} : { onCancel };
  return <Steps steps={steps} current={current} remainingSeconds={progress?.remainingSeconds} {...cancel} />;
}
