import { useState, type ReactNode } from "react";
import type { OpenDesk } from "../../../../worker/department/desks.ts";
import type { Person } from "../../../../worker/department/issuing.ts";
import type { AskableAttribute } from "../../../../worker/department/policies.ts";
import { Button } from "../../../design/button.tsx";
import { ErrorSummary, problemsOf } from "../../../design/error-summary.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useSchemas } from "../parts/use-department.ts";
import { AllowanceFields, NO_ALLOWANCES } from "./allowance-fields.tsx";
import { AttributeField } from "./attribute-field.tsx";

interface PersonFormProps {
  /** Two of these on a page need two names. */
  readonly id: string;
  readonly desk: OpenDesk;
  /** The person has a live credential already. */
  readonly hasLive: boolean;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly onSubmit: (person: Person) => void;
}

/** Whose credential it is and what it will say, from the department's own files. */
export function PersonForm(props: PersonFormProps): ReactNode {
  const say = useTexts("desk");
  return (
    <Answered query={useSchemas()} what={say("theForm")}>
      {(schemas) => {
        const schema = schemas.find(({ id }) => id === props.desk.schema.id);
        return schema === undefined ? null : <Filling {...props} attributes={schema.attributes} />;
      }}
    </Answered>
  );
}

function Filling({
  id,
  hasLive,
  submitLabel,
  isBusy,
  onSubmit,
  attributes,
}: PersonFormProps & { readonly attributes: readonly AskableAttribute[] }): ReactNode {
  const say = useTexts("desk");
  const [reference, setReference] = useState("");
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [allowances, setAllowances] = useState(NO_ALLOWANCES);
  const [isRefused, setRefused] = useState(false);
  const missing = attributes.filter(({ name, isRequired }) => isRequired && (values[name] ?? "").trim() === "");
  const errors: Record<string, string | undefined> = isRefused
    ? {
        [`${id}-reference`]: reference.trim() === "" ? say("referenceMissing") : undefined,
        ...Object.fromEntries(missing.map(({ name }) => [`${id}-${name}`, say("valueMissing")])),
      }
    : {};
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isWrong = reference.trim() === "" || missing.length > 0;
        setRefused(isWrong);
        const subject = subjectOf(attributes, values);
        if (!isWrong && !isBusy) onSubmit({ reference: reference.trim(), subject, allowances });
      }}
    >
      <ErrorSummary problems={problemsOf(errors)} />
      <TextField
        id={`${id}-reference`}
        label={say("reference")}
        help={say("referenceHelp")}
        error={errors[`${id}-reference`]}
        value={reference}
        onChange={setReference}
      />
      {attributes.map((attribute) => (
        <AttributeField
          key={attribute.name}
          id={`${id}-${attribute.name}`}
          attribute={attribute}
          error={errors[`${id}-${attribute.name}`]}
          value={values[attribute.name] ?? ""}
          onChange={(value) => setValues({ ...values, [attribute.name]: value })}
        />
      ))}
      <AllowanceFields id={id} isOpen={hasLive} value={allowances} onChange={setAllowances} />
      <Button type="submit" isBusy={isBusy}>
        {submitLabel}
      </Button>
    </form>
  );
}

/** What was left empty is not in the credential. */
function subjectOf(
  attributes: readonly AskableAttribute[],
  values: Readonly<Record<string, string>>,
): Person["subject"] {
  return Object.fromEntries(
    attributes.flatMap(({ name, encoding }) => {
      const value = (values[name] ?? "").trim();
      if (value === "") return [];
      return [[name, encoding === "boolean" ? value === "true" : value]];
    }),
  );
}
