import { useEffect, type ReactNode } from "react";
import { useTexts } from "../state/texts.ts";
import { useAnnounce } from "./announce.tsx";
import { Button } from "./button.tsx";

export interface StepsProps {
  readonly steps: readonly { readonly id: string; readonly name: string }[];
  /** The `id` of the step that goes on; those before it are done. */
  readonly current: string;
  /** From measured speed; nothing is said where it is not known. */
  readonly remainingSeconds?: number | undefined;
  readonly onCancel?: () => void;
}

/** Progress that tells the truth: what is done, what goes on, how long it takes yet. */
export function Steps({ steps, current, remainingSeconds, onCancel }: StepsProps): ReactNode {
  const say = useTexts("design");
  const sayCommon = useTexts("common");
  const announce = useAnnounce();
  const position = steps.findIndex(({ id }) => id === current);
  const name = steps[position]?.name;
  useEffect(() => {
    if (name !== undefined) announce(name);
  }, [name, announce]);
  return (
    <div className="steps" aria-busy="true">
      <ol>
        {steps.map((step, index) => (
          <li
            key={step.id}
            className={index < position ? "step step-done" : index === position ? "step step-now" : "step"}
            aria-current={index === position ? "step" : undefined}
          >
            <span className="step-name">{step.name}</span>
            <span className="step-state">
              {index < position ? say("stepDone") : index === position ? say("stepNow") : say("stepNext")}
            </span>
          </li>
        ))}
      </ol>
      {remainingSeconds !== undefined && (
        <p className="steps-remaining">{say("remaining", { count: Math.max(1, Math.ceil(remainingSeconds)) })}</p>
      )}
      {onCancel !== undefined && (
        <Button kind="secondary" onPress={onCancel}>
          {sayCommon("cancel")}
        </Button>
      )}
    </div>
  );
}
