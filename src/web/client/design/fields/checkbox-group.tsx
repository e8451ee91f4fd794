import type { ReactNode } from "react";
import { Choice, type ChoiceOption } from "./choice.tsx";
import { ChoiceFrame } from "./choice-frame.tsx";

export interface CheckboxGroupProps<Value extends string> {
  readonly id: string;
  readonly legend: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly options: readonly ChoiceOption<Value>[];
  readonly values: readonly Value[];
  /** In the order of the options. */
  readonly onChange: (values: Value[]) => void;
  readonly isDisabled?: boolean;
}

export function CheckboxGroup<Value extends string>({
  options,
  values,
  onChange,
  isDisabled,
  ...frame
}: CheckboxGroupProps<Value>): ReactNode {
  const changed = (value: Value, isChosen: boolean): Value[] =>
    options.map((option) => option.value).filter((known) => (known === value ? isChosen : values.includes(known)));
  return (
    <ChoiceFrame {...frame}>
      {options.map((option, index) => (
        <Choice
          key={option.value}
          type="checkbox"
          id={`${frame.id}-${index}`}
          name={frame.id}
          option={option}
          isChosen={values.includes(option.value)}
          isDisabled={isDisabled}
          onChange={(isChosen) => onChange(changed(option.value, isChosen))}
        />
      ))}
    </ChoiceFrame>
  );
}
