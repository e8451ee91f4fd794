import { Suspense, useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isPsephosError, type PsephosError } from "../../../errors.ts";
import { useTexts } from "../state/texts.ts";
import { Button } from "./button.tsx";
import { Details } from "./details.tsx";

export interface FailureProps {
  /** Whatever was thrown. */
  readonly error: unknown;
  readonly onAgain?: () => void;
}

/** What went wrong, in the reader's language, by the error's code; the technical words stay folded away. */
export function Failure({ error, onAgain }: FailureProps): ReactNode {
  const say = useTexts("design");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <div className="failure" role="alert" tabIndex={-1} ref={box}>
      <h2>{isPsephosError(error) ? say("problem") : say("faultTitle")}</h2>
      {isPsephosError(error) ? (
        <Suspense fallback={<p>{error.code}</p>}>
          <Refusal error={error} />
        </Suspense>
      ) : (
        <Fault error={error} />
      )}
      {onAgain !== undefined && (
        <p>
          <Button kind="secondary" onPress={onAgain}>
            {say("again")}
          </Button>
        </p>
      )}
    </div>
  );
}

function Refusal({ error }: { readonly error: PsephosError }): ReactNode {
  const say = useTexts("design");
  const { t: sayError } = useTranslation("errors");
  return (
    <>
      <p>{sayError(error.code)}</p>
      <Details summary={say("details")}>
        <dl className="failure-facts">
          <dt>{say("code")}</dt>
          <dd>
            <code>{error.code}</code>
          </dd>
          <dt>{say("message")}</dt>
          <dd lang="en">{error.message}</dd>
        </dl>
      </Details>
    </>
  );
}

function Fault({ error }: { readonly error: unknown }): ReactNode {
  const say = useTexts("design");
  return (
    <>
      <p>{say("faultText")}</p>
      <Details summary={say("details")}>
        <p lang="en">{error instanceof Error ? error.message : String(error)}</p>
      </Details>
    </>
  );
}
