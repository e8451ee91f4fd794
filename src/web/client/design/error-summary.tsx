import { useEffect, useRef, useState, type ReactNode } from "react";
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

/**
 * At the top of a form: takes the focus each time the form was sent and refused, and leads to each field. Nothing if nothing is wrong.
 * Problems may come and go while somebody types: that moves no focus.
 */
export function ErrorSummary({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const say = useTexts("design");
  const box = useRef<HTMLElement>(null);
  const place = useRef<HTMLSpanElement>(null);
  const isDue = useRef(false);
  const [sendings, setSendings] = useState(0);
  const isWrong = problems.length > 0;
  useEffect(() => {
    const form = place.current?.closest("form");
    const count = (): void => {
      isDue.current = true;
      setSendings((before) => before + 1);
    };
    form?.addEventListener("submit", count);
    return () => form?.removeEventListener("submit", count);
  }, []);
  useEffect(() => {
    if (!isWrong || !isDue.current) return;
    isDue.current = false;
    box.current?.focus();
  }, [sendings, isWrong]);
  return (
    <>
      <span hidden ref={place} />
      {isWrong && (
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
      )}
    </>
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
