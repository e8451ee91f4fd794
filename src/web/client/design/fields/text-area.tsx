import type { ReactNode } from "react";
import { described, FieldFrame, type FieldProps } from "./field.tsx";

export interface TextAreaProps extends FieldProps<string> {
  readonly rows?: number;
  readonly maxLength?: number;
  readonly isCode?: boolean;
}

export function TextArea({
  value,
  onChange,
  onBlur,
  isDisabled,
  rows = 5,
  maxLength,
  isCode = false,
  ...frame
}: TextAreaProps): ReactNode {
  return (
    <FieldFrame {...frame}>
      <textarea
        {...described(frame)}
        className={isCode ? "control control-code" : "control"}
        rows={rows}
        value={value}
        maxLength={maxLength}
        spellCheck={isCode ? false : undefined}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
    </FieldFrame>
  );
}
