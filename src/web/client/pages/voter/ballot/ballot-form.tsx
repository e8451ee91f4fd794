import { useState, type ReactNode } from "react";
import { describeRules } from "../../../../../protocol/describe-rules.ts";
import type { Manifest } from "../../../../../protocol/manifest.ts";
import { Button } from "../../../design/button.tsx";
import { ErrorSummary } from "../../../design/error-summary.tsx";
import { Checkbox } from "../../../design/fields/checkbox.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { ballotKind, faultIn, type Draft } from "./draft.ts";
import { useFaultText } from "./fault-text.ts";
import { PointsBallot } from "./points-ballot.tsx";
import { RankingBallot } from "./ranking-ballot.tsx";
import { SeveralBallot } from "./several-ballot.tsx";
import { SingleBallot } from "./single-ballot.tsx";

export interface BallotControlProps {
  readonly manifest: Manifest;
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly onChange: (draft: Draft) => void;
}

const CONTROLS = {
  single: SingleBallot,
  several: SeveralBallot,
  points: PointsBallot,
  ranking: RankingBallot,
} as const;

/** Where the problem summary leads to. */
export const BALLOT_ID = "ballot";

interface BallotFormProps {
  readonly manifest: Manifest;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onDone: () => void;
}

/** The ballot itself: nothing is marked beforehand, every option has the same room, and what the rules forbid is told. */
export function BallotForm({ manifest, draft, onChange, onDone }: BallotFormProps): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const sayFault = useFaultText();
  const [isRefused, setRefused] = useState(false);
  const { rules, options } = manifest;
  const fault = faultIn({ rules, ids: options.map(({ id }) => id), draft });
  const error = isRefused && fault !== undefined ? sayFault(fault) : undefined;
  const kind = ballotKind(rules);
  const Control = CONTROLS[kind];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(fault !== undefined);
        if (fault === undefined) onDone();
      }}
    >
      <ErrorSummary problems={error === undefined ? [] : [{ fieldId: BALLOT_ID, text: error }]} />
      <p className="ballot-rules">{describeRules(rules, language)}</p>
      <Control manifest={manifest} draft={draft} error={error} onChange={onChange} />
      {kind !== "single" && rules.blank && (
        <Checkbox
          id="ballot-blank"
          label={say("blankMark")}
          help={say("blankHelp")}
          value={draft.isBlank}
          onChange={(isBlank) => onChange({ ...draft, isBlank })}
        />
      )}
      <p className="ballot-secret">{say("choiceStays")}</p>
      <Button type="submit">{say("toReview")}</Button>
    </form>
  );
}
