import type { ReactNode } from "react";
import { described, FieldNotes, type FieldProps } from "./field.tsx";

export function Checkbox({ value, onChange, onBlur, isDisabled, label, ...notes }: FieldProps<boolean>): ReactNode {
  return (
    <div className={notes.error === undefined ? "field" : "field field-wrong"}>
      <FieldNotes {...notes} />
      <div className="choice">
        <input
          {...described(notes)}
          type="checkbox"
          checked={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.checked)}
          onBlur={onBlur}
        />
        <label htmlFor={notes.id}>
          <span className="choice-label">{label}</span>
        </label>
      </div>
    </div>
  );
}
