import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";

/** What every field takes. `id` is unique on the page; it is what ErrorSummary leads to. */
export interface FieldProps<Value> {
  readonly id: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong, in words that say what to do. */
  readonly error?: string | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly onBlur?: () => void;
  readonly isDisabled?: boolean;
}

interface FrameProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** Label, help and error around a control. */
export function FieldFrame({ id, label, help, error, children }: FrameProps): ReactNode {
  return (
    <div className={error === undefined ? "field" : "field field-wrong"}>
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <FieldNotes id={id} help={help} error={error} />
      {children}
    </div>
  );
}

export function FieldNotes({ id, help, error }: Pick<FrameProps, "id" | "help" | "error">): ReactNode {
  const say = useTexts("design");
  return (
    <>
      {help !== undefined && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          <span className="out-of-sight">{say("problemBefore")} </span>
          {error}
        </p>
      )}
    </>
  );
}

/** Attributes that tie a control to its help and error. */
export function described({ id, help, error }: { id: string; help?: ReactNode; error?: string | undefined }): {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
} {
  const notes = [help === undefined ? [] : `${id}-help`, error === undefined ? [] : `${id}-error`].flat();
  return {
    id,
    "aria-describedby": notes.length === 0 ? undefined : notes.join(" "),
    "aria-invalid": error === undefined ? undefined : true,
  };
}
