import type { ReactNode } from "react";

export interface ChoiceOption<Value extends string = string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly help?: ReactNode;
}

interface ChoiceProps {
  readonly type: "radio" | "checkbox";
  readonly id: string;
  readonly name: string;
  readonly option: ChoiceOption;
  readonly isChosen: boolean;
  readonly isDisabled?: boolean | undefined;
  readonly onChange: (isChosen: boolean) => void;
}

/** One radio button or checkbox with as much room to press as any other. */
export function Choice({ type, id, name, option, isChosen, isDisabled, onChange }: ChoiceProps): ReactNode {
  const help = option.help === undefined ? undefined : `${id}-help`;
  return (
    <div className="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={isChosen}
        disabled={isDisabled}
        aria-describedby={help}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>
        <span className="choice-label">{option.label}</span>
        {option.help !== undefined && (
          <span id={help} className="choice-help">
            {option.help}
          </span>
        )}
      </label>
    </div>
  );
}
