import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { described, FieldFrame, type FieldProps } from "./field.tsx";

export interface TextFieldProps extends FieldProps<string> {
  readonly type?: "text" | "email" | "url" | "search";
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly maxLength?: number;
  readonly isCode?: boolean;
}

export function TextField({
  value,
  onChange,
  onBlur,
  isDisabled,
  type = "text",
  autoComplete = "off",
  maxLength,
  isCode = false,
  ...frame
}: TextFieldProps): ReactNode {
  return (
    <FieldFrame {...frame}>
      <input
        {...described(frame)}
        type={type}
        className={isCode ? "control control-code" : "control"}
        value={value}
        autoComplete={autoComplete}
        maxLength={maxLength}
        spellCheck={isCode ? false : undefined}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
    </FieldFrame>
  );
}
