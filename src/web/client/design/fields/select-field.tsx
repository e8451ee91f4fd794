import type { ReactNode } from "react";
import { described, FieldFrame, type FieldProps } from "./field.tsx";

export interface SelectFieldProps<Value extends string> extends FieldProps<Value> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

export function SelectField<Value extends string>({
  value,
  onChange,
  onBlur,
  isDisabled,
  options,
  ...frame
}: SelectFieldProps<Value>): ReactNode {
  return (
    <FieldFrame {...frame}>
      <select
        {...described(frame)}
        className="control"
        value={value}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        onBlur={onBlur}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
