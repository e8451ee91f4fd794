import { useState, type ReactNode } from "react";
import { useTexts } from "../../../state/texts.ts";

interface StepperProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly note?: string | undefined;
  readonly value: number;
  /** How far the plus button goes; what is typed beyond it stays, and is told. */
  readonly most: number;
  readonly limit: number;
  readonly isDisabled: boolean;
  readonly onChange: (value: number) => void;
}

/** A whole number from 0, by two large buttons or by typing. */
export function Stepper(props: StepperProps): ReactNode {
  const { id, label, help, note, value, most, limit, isDisabled, onChange } = props;
  const say = useTexts("vote");
  const [typed, setTyped] = useState<string>();
  const notes = [help === undefined ? [] : `${id}-help`, note === undefined ? [] : `${id}-note`].flat().join(" ");
  return (
    <div className="stepper">
      <div className="stepper-words">
        <label htmlFor={id} className="choice-label">
          {label}
        </label>
        {help !== undefined && (
          <span id={`${id}-help`} className="choice-help">
            {help}
          </span>
        )}
      </div>
      <div className="stepper-control">
        <StepButton
          sign="−"
          name={say("less", { label })}
          isDisabled={isDisabled || value === 0}
          onPress={() => onChange(value - 1)}
        />
        <input
          id={id}
          className="control control-number"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          disabled={isDisabled}
          value={typed ?? String(value)}
          aria-describedby={notes === "" ? undefined : notes}
          onFocus={(event) => event.target.select()}
          onBlur={() => setTyped(undefined)}
          onChange={({ target }) => {
            setTyped(target.value);
            const given = /^[0-9]{0,5}$/.test(target.value) ? Number(target.value) : undefined;
            if (given !== undefined) onChange(given);
          }}
          onKeyDown={(event) => {
            const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
            if (step === undefined) return;
            event.preventDefault();
            setTyped(undefined);
            onChange(Math.min(Math.max(value + step, 0), Math.max(most, value)));
          }}
        />
        <StepButton
          sign="+"
          name={say("more", { label })}
          isDisabled={isDisabled || value >= Math.min(most, limit)}
          onPress={() => onChange(value + 1)}
        />
      </div>
      {note !== undefined && (
        <span id={`${id}-note`} className="stepper-note">
          {note}
        </span>
      )}
    </div>
  );
}

interface StepButtonProps {
  readonly sign: "−" | "+";
  readonly name: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

/** Stays in place when it can do no more: a disabled button would lose the focus. */
function StepButton({ sign, name, isDisabled, onPress }: StepButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="button button-secondary stepper-button"
      aria-label={name}
      aria-disabled={isDisabled}
      onClick={() => {
        if (!isDisabled) onPress();
      }}
    >
      {sign}
    </button>
  );
}
