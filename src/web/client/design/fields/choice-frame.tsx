import type { ReactNode } from "react";
import { described, FieldNotes } from "./field.tsx";

interface ChoiceFrameProps {
  readonly id: string;
  readonly legend: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** Question, help and error around radio buttons or checkboxes. */
export function ChoiceFrame({ id, legend, help, error, children }: ChoiceFrameProps): ReactNode {
  const { "aria-describedby": notes } = described({ id, help, error });
  return (
    <fieldset id={id} className={error === undefined ? "field" : "field field-wrong"} aria-describedby={notes}>
      <legend className="field-label">{legend}</legend>
      <FieldNotes id={id} help={help} error={error} />
      <div className="choices">{children}</div>
    </fieldset>
  );
}
