import { useEffect, useRef, type ReactNode } from "react";
import { useTexts } from "../state/texts.ts";

export interface Problem {
  /** The `id` that the field was given. */
  readonly fieldId: string;
  readonly text: string;
}

/** Of errors by field. */
export function problemsOf(errors: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(errors).flatMap(([fieldId, text]) => (text === undefined ? [] : [{ fieldId, text }]));
}

/** At the top of a form that was refused: takes the focus, and leads to each field. Nothing if nothing is wrong. */
export function ErrorSummary({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const say = useTexts("design");
  const box = useRef<HTMLElement>(null);
  const wording = problems.map(({ text }) => text).join("\n");
  useEffect(() => {
    if (wording !== "") box.current?.focus();
  }, [wording]);
  if (problems.length === 0) return null;
  return (
    <section className="error-summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{say("problem")}</h2>
      <ul>
        {problems.map(({ fieldId, text }) => (
          <li key={fieldId}>
            <button type="button" className="link-button" onClick={() => focusField(fieldId)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A link to `#field` would leave the page: the part of the address after `#` says which page is shown. */
function focusField(fieldId: string): void {
  const field = document.getElementById(fieldId);
  const target =
    field?.matches("input, select, textarea, button") === true
      ? field
      : field?.querySelector("input, select, textarea, button");
  if (target instanceof HTMLElement) target.focus();
  field?.scrollIntoView({ block: "center" });
}
