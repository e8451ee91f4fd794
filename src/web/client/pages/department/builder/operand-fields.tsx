import type { ReactNode } from "react";
import type { AskableAttribute } from "../../../../worker/department/policies.ts";
import { CheckboxGroup } from "../../../design/fields/checkbox-group.tsx";
import { NumberField } from "../../../design/fields/number-field.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { TextArea } from "../../../design/fields/text-area.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useSaid } from "../../citizen/parts/words.ts";
import { MAX_SET, type Condition } from "./draft.ts";
import { valueText, type Problems } from "./problems.ts";

interface OperandProps {
  readonly attribute: AskableAttribute;
  readonly condition: Condition;
  readonly problems: Problems;
  readonly onChange: (condition: Condition) => void;
}

/** What an attribute is compared with: one value, two bounds, a set, or an age. */
export function OperandFields(props: OperandProps): ReactNode {
  const say = useTexts("policyDraft");
  const { attribute, condition, problems, onChange } = props;
  const field = (part: string): string => `condition-${condition.id}-${part}`;
  const text = (part: "value" | "low" | "high"): ReactNode => (
    <TextField
      id={field(part)}
      label={say(part)}
      help={valueText(attribute, say)}
      error={problems[field(part)]}
      value={condition[part]}
      onChange={(typed) => onChange({ ...condition, [part]: typed })}
    />
  );
  switch (condition.comparison) {
    case "exists":
      return null;
    case "atLeastYearsAgo":
    case "lessThanYearsAgo":
      return (
        <NumberField
          id={field("years")}
          label={say("years")}
          help={say("yearsHelp")}
          unit={say("yearsUnit")}
          error={problems[field("years")]}
          value={condition.years}
          onChange={(years) => onChange({ ...condition, years })}
        />
      );
    case "in":
    case "notIn":
      return <SetField {...props} />;
    case "between":
    case "notBetween":
      return (
        <>
          {text("low")}
          {text("high")}
        </>
      );
    case "equals":
    case "notEquals":
    case "lessThan":
    case "lessOrEqual":
    case "greaterThan":
    case "greaterOrEqual":
      return attribute.encoding === "boolean" ? <TruthField {...props} /> : text("value");
  }
}

function SetField({ attribute, condition, problems, onChange }: OperandProps): ReactNode {
  const say = useTexts("policyDraft");
  const said = useSaid();
  const id = `condition-${condition.id}-set`;
  if (attribute.values.length > 0) {
    return (
      <CheckboxGroup
        id={id}
        legend={say("set")}
        error={problems[id]}
        options={attribute.values.map(({ value, label }) => ({ value, label: said(label) }))}
        values={condition.chosen}
        onChange={(chosen) => onChange({ ...condition, chosen })}
      />
    );
  }
  return (
    <TextArea
      id={id}
      label={say("set")}
      help={`${say("setHelp", { count: MAX_SET })} ${valueText(attribute, say)}`}
      error={problems[id]}
      rows={3}
      value={condition.list}
      onChange={(list) => onChange({ ...condition, list })}
    />
  );
}

function TruthField({ condition, problems, onChange }: OperandProps): ReactNode {
  const say = useTexts("policyDraft");
  const sayCommon = useTexts("common");
  const id = `condition-${condition.id}-value`;
  return (
    <SelectField
      id={id}
      label={say("value")}
      error={problems[id]}
      options={[
        { value: "", label: say("choose") },
        { value: "true", label: sayCommon("yes") },
        { value: "false", label: sayCommon("no") },
      ]}
      value={condition.value}
      onChange={(value) => onChange({ ...condition, value })}
    />
  );
}
