import type { ReactNode } from "react";
import { CheckboxGroup } from "../../../design/fields/checkbox-group.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { BALLOT_ID, type BallotControlProps } from "./ballot-form.tsx";

/** Nothing is taken from the hand: whoever marks one too many is told, and decides which one to take back. */
export function SeveralBallot({ manifest, draft, error, onChange }: BallotControlProps): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const chosen = Object.keys(draft.points);
  const { maxTotal } = manifest.rules;
  const limit = Math.min(maxTotal, manifest.options.length);
  const tooMany = chosen.length > limit ? say("faultTooMany", { count: chosen.length, limit }) : undefined;
  return (
    <>
      <CheckboxGroup
        id={BALLOT_ID}
        legend={say("chooseSeveral")}
        error={error ?? (draft.isBlank ? undefined : tooMany)}
        options={manifest.options.map(({ id, label, description }) => ({
          value: id,
          label: label[language],
          help: description?.[language],
        }))}
        values={chosen}
        isDisabled={draft.isBlank}
        onChange={(ids) => onChange({ ...draft, points: Object.fromEntries(ids.map((id) => [id, 1])) })}
      />
      <p className="ballot-sum" role="status">
        {say("chosenOf", { count: chosen.length, limit })}
      </p>
    </>
  );
}
