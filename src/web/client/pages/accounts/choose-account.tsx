import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { AccountsStatus, KeptAccount } from "../../../worker/accounts.ts";
import { Button } from "../../design/button.tsx";
import { Damaged } from "../../design/damaged.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { SelectField } from "../../design/fields/select-field.tsx";
import { UnlockForm } from "../../design/unlock-form.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { BringAccount } from "./bring-account.tsx";
import { MakeAccount } from "./make-account.tsx";
import { lookAtAccounts } from "./use-accounts.ts";

interface ChooseAccountProps {
  readonly status: AccountsStatus;
  readonly onChosen?: () => void;
}

/** Opens one of this device's accounts, makes one, brings one in, or takes one that everybody has for trying out. */
export function ChooseAccount({ status, onChosen = () => undefined }: ChooseAccountProps): ReactNode {
  const say = useTexts("accounts");
  const { kept, damaged, isLocal } = status;
  const [first] = kept;
  const removeDamaged = async (): Promise<void> => {
    await Promise.all(damaged.map((name) => office().accounts.remove(name)));
    await lookAtAccounts();
  };
  return (
    <div>
      <p>{say("lead")}</p>
      <Damaged names={damaged} remove={removeDamaged} />
      {first !== undefined && <OpenAccount kept={kept} first={first} onChosen={onChosen} />}
      {isLocal && <TakeDemonstration onChosen={onChosen} />}
      <Details summary={say("makeTitle")}>
        <MakeAccount onChosen={onChosen} />
      </Details>
      <Details summary={say("bringTitle")}>
        <BringAccount onChosen={onChosen} />
      </Details>
    </div>
  );
}

interface OpenAccountProps {
  readonly kept: readonly KeptAccount[];
  readonly first: KeptAccount;
  readonly onChosen: () => void;
}

function OpenAccount({ kept, first, onChosen }: OpenAccountProps): ReactNode {
  const say = useTexts("accounts");
  const [name, setName] = useState(first.name);
  return (
    <UnlockForm
      id="account-passphrase"
      words={{ passphrase: say("passphrase"), passphraseMissing: say("passphraseMissing"), open: say("open") }}
      onOpen={async (passphrase) => {
        await office().accounts.open({ name, passphrase });
        onChosen();
      }}
    >
      <h3>{say("openTitle")}</h3>
      <SelectField
        id="account-name"
        label={say("account")}
        options={kept.map((each) => ({ value: each.name, label: `${each.name} (${each.address.slice(0, 8)}…)` }))}
        value={name}
        onChange={setName}
      />
    </UnlockForm>
  );
}

/** Numbers from 0, as chains for trying out give them. */
const NUMBERS = Array.from({ length: 20 }, (_, number) => String(number));

function TakeDemonstration({ onChosen }: { readonly onChosen: () => void }): ReactNode {
  const say = useTexts("accounts");
  const [number, setNumber] = useState("0");
  const take = useMutation({
    mutationFn: () => office().accounts.demonstrate(Number(number)),
    onSuccess: onChosen,
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!take.isPending) take.mutate();
      }}
    >
      <h3>{say("demonstrationTitle")}</h3>
      <p>{say("demonstrationLead")}</p>
      {take.isError && <Failure error={take.error} />}
      <SelectField
        id="demonstration-number"
        label={say("demonstrationNumber")}
        options={NUMBERS.map((value) => ({ value, label: say("demonstrationOption", { number: value }) }))}
        value={number}
        onChange={setNumber}
      />
      <Button type="submit" kind="secondary" isBusy={take.isPending}>
        {say("take")}
      </Button>
    </form>
  );
}
