import type { ReactNode } from "react";
import { NumberField } from "../../../design/fields/number-field.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { TextArea } from "../../../design/fields/text-area.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { useTexts } from "../../../state/texts.ts";
import { PURPOSES, STATUS_AGES, type BuilderState } from "./draft.ts";
import type { Problems } from "./problems.ts";

interface TermsProps {
  readonly state: BuilderState;
  readonly problems: Problems;
  readonly onChange: (part: Partial<BuilderState>) => void;
}

const MAX_TITLE = 200;
const MAX_TEXT = 1000;

/** What it is for, in both languages: whoever is asked reads her own. */
export function WordsFields({ state, problems, onChange }: TermsProps): ReactNode {
  const say = useTexts("policyDraft");
  const purposes = PURPOSES.map((value) => ({
    value: value,
    label: say(`purpose-${value.slice(4) as PurposeName}`),
  }));
  const long = (field: "purposeEn" | "purposeZh" | "basisEn" | "basisZh"): ReactNode => (
    <TextArea
      id={field}
      label={say(field)}
      help={say(`${field}Help`)}
      error={problems[field]}
      rows={3}
      maxLength={MAX_TEXT}
      value={state[field]}
      onChange={(typed) => onChange({ [field]: typed })}
    />
  );
  const title = (field: "titleEn" | "titleZh"): ReactNode => (
    <TextField
      id={field}
      label={say(field)}
      help={say(`${field}Help`)}
      error={problems[field]}
      maxLength={MAX_TITLE}
      value={state[field]}
      onChange={(typed) => onChange({ [field]: typed })}
    />
  );
  return (
    <>
      {title("titleEn")}
      {title("titleZh")}
      <SelectField
        id="purposeId"
        label={say("purposeKind")}
        options={purposes}
        value={state.purposeId}
        onChange={(purposeId) => onChange({ purposeId })}
      />
      {long("purposeEn")}
      {long("purposeZh")}
      {long("basisEn")}
      {long("basisZh")}
    </>
  );
}

type PurposeName = (typeof PURPOSES)[number] extends `dpv:${infer Name}` ? Name : never;

/** For how long, and what later changes mean. */
export function TimesFields({ state, problems, onChange }: TermsProps): ReactNode {
  const say = useTexts("policyDraft");
  const ages = Object.keys(STATUS_AGES) as (keyof typeof STATUS_AGES)[];
  return (
    <>
      <NumberField
        id="retentionDays"
        label={say("retentionDays")}
        help={say("retentionDaysHelp")}
        unit={say("daysUnit")}
        error={problems["retentionDays"]}
        value={state.retentionDays}
        onChange={(retentionDays) => onChange({ retentionDays })}
      />
      <NumberField
        id="validityDays"
        label={say("validityDays")}
        help={say("validityDaysHelp")}
        unit={say("daysUnit")}
        error={problems["validityDays"]}
        value={state.validityDays}
        onChange={(validityDays) => onChange({ validityDays })}
      />
      <TextField
        id="scope"
        label={say("scope")}
        help={say("scopeHelp")}
        error={problems["scope"]}
        isCode
        value={state.scope}
        onChange={(scope) => onChange({ scope })}
      />
      <RadioGroup
        id="onRevocation"
        legend={say("onRevocation")}
        options={[
          { value: "stands", label: say("stands"), help: say("standsHelp") },
          { value: "lapses", label: say("lapses"), help: say("lapsesHelp") },
        ]}
        value={state.onRevocation}
        onChange={(onRevocation: BuilderState["onRevocation"]) => onChange({ onRevocation })}
      />
      <SelectField
        id="statusAge"
        label={say("statusAge")}
        help={say("statusAgeHelp")}
        options={ages.map((value) => ({ value, label: say(`age-${value}`) }))}
        value={state.statusAge}
        onChange={(statusAge) => onChange({ statusAge })}
      />
      <RadioGroup
        id="revocable"
        legend={say("revocable")}
        options={[
          { value: "yes", label: say("revocableYes") },
          { value: "no", label: say("revocableNo") },
        ]}
        value={state.revocable}
        onChange={(revocable: BuilderState["revocable"]) => onChange({ revocable })}
      />
    </>
  );
}
