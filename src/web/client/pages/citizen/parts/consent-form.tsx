import { useState, type ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { ButtonLink } from "../../../design/button-link.tsx";
import { ErrorSummary } from "../../../design/error-summary.tsx";
import { Checkbox } from "../../../design/fields/checkbox.tsx";
import { useTexts } from "../../../state/texts.ts";

/** Nothing is proved before the person said that she agrees; nothing is agreed by itself. */
export function ConsentForm({
  act,
  onAgreed,
  children,
}: {
  /** The act itself, as a verb. */
  readonly act: string;
  readonly onAgreed: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const say = useTexts("request");
  const [agrees, setAgrees] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const problem = isRefused && !agrees ? say("agreeMissing") : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(true);
        if (agrees) onAgreed();
      }}
    >
      <ErrorSummary problems={problem === undefined ? [] : [{ fieldId: "agree", text: problem }]} />
      {children}
      <Checkbox id="agree" label={say("agree")} error={problem} value={agrees} onChange={setAgrees} />
      <div className="button-row">
        <Button type="submit">{act}</Button>
        <ButtonLink to="/wallet" kind="quiet">
          {say("notNow")}
        </ButtonLink>
      </div>
      <p>{say("notNowText")}</p>
    </form>
  );
}
