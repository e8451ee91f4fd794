import type { ReactNode } from "react";
import type { AskableAttribute } from "../../../../worker/department/policies.ts";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useSaid } from "../../citizen/parts/words.ts";
import { valueText } from "../builder/problems.ts";

/** One value of a credential, written as its kind asks. */
export function AttributeField({
  id,
  attribute,
  error,
  value,
  onChange,
}: {
  readonly id: string;
  readonly attribute: AskableAttribute;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const say = useTexts("policyDraft");
  const sayCommon = useTexts("common");
  const said = useSaid();
  const { label, encoding, isRequired } = attribute;
  const name = isRequired ? said(label) : `${said(label)} (${sayCommon("optional")})`;
  const options = optionsOf(attribute, { yes: sayCommon("yes"), no: sayCommon("no"), said });
  if (options !== undefined) {
    const all = [{ value: "", label: say("choose") }, ...options];
    return <SelectField id={id} label={name} error={error} options={all} value={value} onChange={onChange} />;
  }
  const help = encoding === "string" ? undefined : valueText(attribute, say);
  return <TextField id={id} label={name} help={help} error={error} value={value} onChange={onChange} />;
}

function optionsOf(
  { encoding, values }: AskableAttribute,
  words: { yes: string; no: string; said: ReturnType<typeof useSaid> },
): { value: string; label: string }[] | undefined {
  if (encoding === "boolean") {
    return [
      { value: "true", label: words.yes },
      { value: "false", label: words.no },
    ];
  }
  if (values.length === 0) return undefined;
  return values.map(({ value, label }) => ({ value, label: words.said(label) }));
}
