import type { ReactNode } from "react";
import { Choice, type ChoiceOption } from "./choice.tsx";
import { ChoiceFrame } from "./choice-frame.tsx";

export interface RadioGroupProps<Value extends string> {
  readonly id: string;
  readonly legend: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly options: readonly ChoiceOption<Value>[];
  /** Undefined while nothing is chosen; nothing is by itself. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}

export function RadioGroup<Value extends string>({
  options,
  value,
  onChange,
  isDisabled,
  ...frame
}: RadioGroupProps<Value>): ReactNode {
  return (
    <ChoiceFrame {...frame}>
      {options.map((option, index) => (
        <Choice
          key={option.value}
          type="radio"
          id={`${frame.id}-${index}`}
          name={frame.id}
          option={option}
          isChosen={option.value === value}
          isDisabled={isDisabled}
          onChange={() => onChange(option.value)}
        />
      ))}
    </ChoiceFrame>
  );
}
