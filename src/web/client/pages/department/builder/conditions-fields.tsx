import type { ReactNode } from "react";
import type { AskableSchema } from "../../../../worker/department/policies.ts";
import { Button } from "../../../design/button.tsx";
import { useTexts } from "../../../state/texts.ts";
import { ConditionEditor } from "./condition-editor.tsx";
import { MAX_CONDITIONS, NO_CONDITION, type Condition } from "./draft.ts";
import type { Problems } from "./problems.ts";

/** One to four questions about one credential. */
export function ConditionsFields({
  schema,
  conditions,
  problems,
  onChange,
}: {
  readonly schema: AskableSchema;
  readonly conditions: readonly Condition[];
  readonly problems: Problems;
  readonly onChange: (conditions: readonly Condition[]) => void;
}): ReactNode {
  const say = useTexts("policyDraft");
  const nextId = Math.max(...conditions.map(({ id }) => id)) + 1;
  return (
    <>
      <p>{say("conditionsLead")}</p>
      {conditions.map((condition, place) => (
        <ConditionEditor
          key={condition.id}
          number={place + 1}
          schema={schema}
          condition={condition}
          problems={problems}
          onChange={(changed) => onChange(conditions.map((each) => (each.id === changed.id ? changed : each)))}
          onRemove={
            conditions.length === 1 ? undefined : () => onChange(conditions.filter(({ id }) => id !== condition.id))
          }
        />
      ))}
      {conditions.length < MAX_CONDITIONS ? (
        <p>
          <Button kind="secondary" onPress={() => onChange([...conditions, { id: nextId, ...NO_CONDITION }])}>
            {say("addCondition")}
          </Button>
        </p>
      ) : (
        <p>{say("conditionsFull", { count: MAX_CONDITIONS })}</p>
      )}
      <p>{say("pairNote")}</p>
    </>
  );
}
