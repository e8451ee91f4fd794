import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { AskableSchema } from "../../../../worker/department/policies.ts";
import { Failure } from "../../../design/failure.tsx";
import { NumberField } from "../../../design/fields/number-field.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { AccountGate } from "../../accounts/account-gate.tsx";
import { Answered } from "../../citizen/parts/answered.tsx";
import { officeName, useSaid } from "../../citizen/parts/words.ts";
import { PassphraseForm } from "../../identity/passphrase-form.tsx";
import { ActingGate } from "../parts/acting-gate.tsx";
import { lookAtDepartment, useSchemas } from "../parts/use-department.ts";

const YEAR_DAYS = 365;
const MAX_DAYS = 3_650;

/** A new desk: its key and its empty ledger, on this device. */
export function MakeDesk(): ReactNode {
  const say = useTexts("desk");
  const schemas = useSchemas();
  return (
    <AccountGate>
      <ActingGate>
        {(departments) => (
          <Answered query={schemas} what={say("theDesk")}>
            {(known) => <Making dids={departments.map(({ did }) => did)} schemas={known} />}
          </Answered>
        )}
      </ActingGate>
    </AccountGate>
  );
}

function Making({
  dids,
  schemas,
}: {
  readonly dids: readonly string[];
  readonly schemas: readonly AskableSchema[];
}): ReactNode {
  const say = useTexts("desk");
  const said = useSaid();
  const [did, setDid] = useState(dids[0] ?? "");
  const [schema, setSchema] = useState(schemas[0]?.id ?? "");
  const [days, setDays] = useState<number | undefined>(YEAR_DAYS);
  const isWrong = days === undefined || days < 1 || days > MAX_DAYS;
  const make = useMutation({
    mutationFn: (passphrase: string) =>
      office().department.desks.make({ did, schema, days: days ?? YEAR_DAYS, passphrase }),
    onSuccess: lookAtDepartment,
  });
  return (
    <>
      <p>{say("makeLead")}</p>
      {make.isError && <Failure error={make.error} />}
      <SelectField
        id="make-desk-did"
        label={say("department")}
        options={dids.map((value) => ({ value, label: officeName(value) }))}
        value={did}
        onChange={setDid}
      />
      <SelectField
        id="make-desk-schema"
        label={say("kind")}
        options={schemas.map(({ id, title }) => ({ value: id, label: said(title) }))}
        value={schema}
        onChange={setSchema}
      />
      <NumberField
        id="make-desk-days"
        label={say("keyDays")}
        help={say("keyDaysHelp")}
        unit={say("daysUnit")}
        error={isWrong ? say("daysWrong", { count: MAX_DAYS }) : undefined}
        value={days}
        onChange={setDays}
      />
      <PassphraseForm
        id="make-desk"
        submitLabel={say("make")}
        isBusy={make.isPending}
        onSubmit={(passphrase) => {
          if (!isWrong) make.mutate(passphrase);
        }}
      />
    </>
  );
}
