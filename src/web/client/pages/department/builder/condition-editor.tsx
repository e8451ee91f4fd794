import type { ReactNode } from "react";
import type { AskableAttribute, AskableSchema } from "../../../../worker/department/policies.ts";
import { Button } from "../../../design/button.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useSaid } from "../../citizen/parts/words.ts";
import { attributeOf, comparisonsFor, NO_CONDITION, type Comparison, type Condition } from "./draft.ts";
import { OperandFields } from "./operand-fields.tsx";
import type { Problems } from "./problems.ts";

interface ConditionEditorProps {
  /** From 1. */
  readonly number: number;
  readonly schema: AskableSchema;
  readonly condition: Condition;
  readonly problems: Problems;
  readonly onChange: (condition: Condition) => void;
  /** Undefined for the only one. */
  readonly onRemove: (() => void) | undefined;
}

/** One question, as a sentence that is put together: of what, how it compares, with what, and what of it is shown. */
export function ConditionEditor({
  number,
  schema,
  condition,
  problems,
  onChange,
  onRemove,
}: ConditionEditorProps): ReactNode {
  const say = useTexts("policyDraft");
  const said = useSaid();
  const attribute = attributeOf(schema, condition.attribute);
  const field = (part: string): string => `condition-${condition.id}-${part}`;
  const choose = (name: string): void => {
    const next = attributeOf(schema, name);
    const [comparison = "exists"] = next === undefined ? [] : comparisonsFor(next);
    onChange({ ...NO_CONDITION, id: condition.id, show: condition.show, attribute: name, comparison });
  };
  return (
    <fieldset className="condition">
      <legend>{say("condition", { number })}</legend>
      <SelectField
        id={field("attribute")}
        label={say("attribute")}
        error={problems[field("attribute")]}
        options={[
          { value: "", label: say("choose") },
          ...schema.attributes.map(({ name, label }) => ({ value: name, label: said(label) })),
        ]}
        value={condition.attribute}
        onChange={choose}
      />
      {attribute !== undefined && (
        <>
          <SelectField
            id={field("comparison")}
            label={say("comparison")}
            options={comparisonsFor(attribute).map((value) => ({ value, label: say(`is-${value}`) }))}
            value={condition.comparison}
            onChange={(comparison: Comparison) => onChange({ ...condition, comparison })}
          />
          <OperandFields attribute={attribute} condition={condition} problems={problems} onChange={onChange} />
          <ShowChoice attribute={attribute} condition={condition} onChange={onChange} />
        </>
      )}
      {onRemove !== undefined && (
        <Button kind="quiet" onPress={onRemove}>
          {say("removeCondition", { number })}
        </Button>
      )}
    </fieldset>
  );
}

function ShowChoice({
  attribute,
  condition,
  onChange,
}: Pick<ConditionEditorProps, "condition" | "onChange"> & { readonly attribute: AskableAttribute }): ReactNode {
  const say = useTexts("policyDraft");
  const said = useSaid();
  return (
    <RadioGroup
      id={`condition-${condition.id}-show`}
      legend={say("show", { label: said(attribute.label) })}
      options={[
        { value: "nothing", label: say("showNothing"), help: say("showNothingHelp") },
        { value: "clear", label: say("showClear"), help: say("showClearHelp") },
        { value: "sealed", label: say("showSealed"), help: say("showSealedHelp") },
      ]}
      value={condition.show}
      onChange={(show: Condition["show"]) => onChange({ ...condition, show })}
    />
  );
}
