import { useState, type ReactNode } from "react";
import { described, FieldFrame, type FieldProps } from "./field.tsx";

export interface NumberFieldProps extends FieldProps<number | undefined> {
  /** Shown behind the control: "%", "days". */
  readonly unit?: ReactNode;
}

/**
 * Whole numbers, not negative. A text field with digits on phones: the spinner of `type=number` changes values under a finger that
 * scrolls. Undefined while empty or while what is typed is no such number.
 */
export function NumberField({ value, onChange, onBlur, isDisabled, unit, ...frame }: NumberFieldProps): ReactNode {
  const [typed, setTyped] = useState(value === undefined ? "" : String(value));
  const shown = parsed(typed) === value ? typed : value === undefined ? "" : String(value);
  return (
    <FieldFrame {...frame}>
      <div className="control-row">
        <input
          {...described(frame)}
          type="text"
          inputMode="numeric"
          className="control control-number"
          value={shown}
          autoComplete="off"
          disabled={isDisabled}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(parsed(event.target.value));
          }}
          onBlur={onBlur}
        />
        {unit !== undefined && <span className="control-unit">{unit}</span>}
      </div>
    </FieldFrame>
  );
}

function parsed(typed: string): number | undefined {
  const digits = typed.trim();
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
