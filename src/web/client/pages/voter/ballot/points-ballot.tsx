import type { ReactNode } from "react";
import { costOf } from "../../../../../protocol/rules.ts";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { BALLOT_ID, type BallotControlProps } from "./ballot-form.tsx";
import { highestFor, spent, valuesOf } from "./draft.ts";
import { Stepper } from "./stepper.tsx";

/** Points, a budget or credits: a stepper for each option, and what is left of the whole beside it. */
export function PointsBallot({ manifest, draft, error, onChange }: BallotControlProps): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const { rules, options } = manifest;
  const ids = options.map(({ id }) => id);
  const values = valuesOf({ rules, ids, draft: { ...draft, isBlank: false } });
  const used = spent(rules, values);
  const hasBudget = rules.maxTotal < options.length * costOf(rules, rules.maxValue);
  const give = (id: string, value: number): void => {
    const { [id]: _before, ...others } = draft.points;
    onChange({ ...draft, points: value === 0 ? others : { ...others, [id]: value } });
  };
  return (
    <fieldset id={BALLOT_ID} className={error === undefined ? "field" : "field field-wrong"} tabIndex={-1}>
      <legend className="field-label">{say("givePoints")}</legend>
      {error !== undefined && <p className="field-error">{error}</p>}
      <ul className="ballot-points">
        {options.map(({ id, label, description }, index) => (
          <li key={id}>
            <Stepper
              id={`${BALLOT_ID}-${id}`}
              label={label[language]}
              help={description?.[language]}
              note={rules.quadratic ? say("costs", { count: costOf(rules, values[index] ?? 0) }) : undefined}
              value={values[index] ?? 0}
              most={hasBudget ? highestFor({ rules, values, index }) : rules.maxValue}
              limit={rules.maxValue}
              isDisabled={draft.isBlank}
              onChange={(value) => give(id, value)}
            />
          </li>
        ))}
      </ul>
      <p className="ballot-sum" role="status">
        {used > rules.maxTotal
          ? say(rules.quadratic ? "creditsOver" : "pointsOver", { count: used - rules.maxTotal })
          : hasBudget
            ? say(rules.quadratic ? "creditsLeft" : "pointsLeft", {
                count: rules.maxTotal - used,
                limit: rules.maxTotal,
              })
            : say("pointsGiven", { count: used })}
      </p>
    </fieldset>
  );
}
