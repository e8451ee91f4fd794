import type { ReactNode } from "react";
import { RULE_NAMES, type RuleName } from "../../../../../protocol/rule-presets.ts";
import { Checkbox } from "../../../design/fields/checkbox.tsx";
import { NumberField } from "../../../design/fields/number-field.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { useTexts } from "../../../state/texts.ts";
import type { PlanPageProps } from "./page-props.ts";

/** Kinds of ballot with a number of their own, and what is taken where none is given. */
const USUAL = { limited: 2, cumulative: 10, budget: 10, score: 5, quadratic: 25, borda: undefined } as const;
type Limited = keyof typeof USUAL;

function isLimited(name: RuleName): name is Limited {
  return name in USUAL;
}

export function RulePage({ draft, change, errorOf }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  const { rule } = draft;
  const { name, limit, maxPerOption, blank, weighted } = rule;
  const usual = isLimited(name) ? USUAL[name] : undefined;
  return (
    <>
      <RadioGroup
        id="rule"
        legend={say("rule")}
        error={errorOf("rule")}
        options={RULE_NAMES.map((value) => ({
          value,
          label: say(`rule-${value}`),
          help: say(`ruleHelp-${value}`),
        }))}
        value={name}
        onChange={(next) => change({ rule: { name: next, blank, weighted } })}
      />
      {isLimited(name) && (
        <NumberField
          key={name}
          id="limit"
          label={say(`limit-${name}`)}
          help={usual === undefined ? say("usualAll") : say("usual", { value: usual })}
          value={limit}
          onChange={(next) => change({ rule: { ...rule, limit: next } })}
        />
      )}
      {(name === "cumulative" || name === "budget") && (
        <NumberField
          key={`${name}-most`}
          id="max-per-option"
          label={say("maxPerOption")}
          help={say("usual", { value: limit ?? USUAL[name] })}
          value={maxPerOption}
          onChange={(next) => change({ rule: { ...rule, maxPerOption: next } })}
        />
      )}
      <Checkbox
        id="blank"
        label={say("blank")}
        help={say("blankHelp")}
        value={blank}
        onChange={(next) => change({ rule: { ...rule, blank: next } })}
      />
      <Checkbox
        id="weighted"
        label={say("weighted")}
        help={say("weightedHelp")}
        value={weighted}
        onChange={(next) => change({ rule: { ...rule, weighted: next } })}
      />
    </>
  );
}
