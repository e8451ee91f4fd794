import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { PolicyDraft } from "../../../../worker/department/drafts.ts";
import type { AskableSchema } from "../../../../worker/department/policies.ts";
import { Button } from "../../../design/button.tsx";
import { ErrorSummary, problemsOf } from "../../../design/error-summary.tsx";
import { Failure } from "../../../design/failure.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { officeName, useSaid } from "../../citizen/parts/words.ts";
import { useSchemas } from "../parts/use-department.ts";
import { ConditionsFields } from "./conditions-fields.tsx";
import { draftOf, EMPTY, requestsOf, type BuilderState } from "./draft.ts";
import { problemsIn } from "./problems.ts";
import { TimesFields, WordsFields } from "./terms-fields.tsx";

interface BuilderProps {
  /** For which the open account acts, as did:web. */
  readonly departments: readonly string[];
  readonly state: BuilderState;
  readonly onChange: (state: BuilderState) => void;
  readonly onDone: (draft: PolicyDraft) => void;
}

/** The questions to an official who asks. Nothing is published here. */
export function BuilderForm(props: BuilderProps): ReactNode {
  const say = useTexts("policyDraft");
  return (
    <Answered query={useSchemas()} what={say("theForm")}>
      {(schemas) => <Filling {...props} schemas={schemas} />}
    </Answered>
  );
}

function Filling({
  departments,
  schemas,
  state: given,
  onChange,
  onDone,
}: BuilderProps & { readonly schemas: readonly AskableSchema[] }): ReactNode {
  const say = useTexts("policyDraft");
  const said = useSaid();
  const [isRefused, setRefused] = useState(false);
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [only] = departments;
  const verifier = departments.includes(given.verifier) || departments.length > 1 ? given.verifier : (only ?? "");
  const state = { ...given, verifier };
  const schema = schemas.find(({ id }) => id === state.schema);
  const change = (part: Partial<BuilderState>): void => {
    setWrong([]);
    onChange({ ...state, ...part });
  };
  const check = useMutation({
    mutationFn: (chosen: AskableSchema) =>
      office().department.policies.wrong({ schema: chosen.id, requests: requestsOf(state, chosen) }),
    onSuccess: (places, chosen) => {
      setWrong(places);
      setRefused(places.length > 0);
      if (places.length === 0) onDone(draftOf(state, chosen));
    },
  });
  const found = problemsIn(state, { schema, wrong, say });
  const problems = isRefused ? found : {};
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isWrong = Object.keys(found).length > 0;
        setRefused(isWrong);
        if (!isWrong && schema !== undefined && !check.isPending) check.mutate(schema);
      }}
    >
      <ErrorSummary problems={problemsOf(problems)} />
      {check.isError && <Failure error={check.error} />}
      <h2>{say("partWho")}</h2>
      <SelectField
        id="verifier"
        label={say("verifier")}
        error={problems["verifier"]}
        options={[
          ...(departments.length > 1 ? [{ value: "", label: say("choose") }] : []),
          ...departments.map((did) => ({ value: did, label: officeName(did) })),
        ]}
        value={state.verifier}
        onChange={(did) => change({ verifier: did })}
      />
      <SelectField
        id="schema"
        label={say("schema")}
        help={say("schemaHelp")}
        error={problems["schema"]}
        options={[
          { value: "", label: say("choose") },
          ...schemas.map(({ id, title }) => ({ value: id, label: said(title) })),
        ]}
        value={state.schema}
        onChange={(id) => change({ schema: id, conditions: EMPTY.conditions })}
      />
      <h2>{say("partWhat")}</h2>
      {schema === undefined ? (
        <p>{say("schemaFirst")}</p>
      ) : (
        <ConditionsFields
          schema={schema}
          conditions={state.conditions}
          problems={problems}
          onChange={(conditions) => change({ conditions })}
        />
      )}
      <h2>{say("partWhy")}</h2>
      <WordsFields state={state} problems={problems} onChange={change} />
      <h2>{say("partHowLong")}</h2>
      <TimesFields state={state} problems={problems} onChange={change} />
      <Button type="submit" isBusy={check.isPending}>
        {say("toPreview")}
      </Button>
    </form>
  );
}
