import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Failure } from "../../design/failure.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { PassphraseForm } from "../identity/passphrase-form.tsx";
import { AccountName, isAccountName } from "./account-name.tsx";

/** A new account under a name and a passphrase; it acts at once. */
export function MakeAccount({ onChosen }: { readonly onChosen: () => void }): ReactNode {
  const say = useTexts("accounts");
  const [name, setName] = useState("");
  const [isRefused, setRefused] = useState(false);
  const make = useMutation({
    mutationFn: (passphrase: string) => office().accounts.make({ name, passphrase }),
    onSuccess: onChosen,
  });
  return (
    <>
      <p>{say("makeLead")}</p>
      {make.isError && <Failure error={make.error} />}
      <AccountName id="make-account-name" isRefused={isRefused} value={name} onChange={setName} />
      <PassphraseForm
        id="make-account"
        submitLabel={say("make")}
        isBusy={make.isPending}
        onSubmit={(passphrase) => {
          setRefused(!isAccountName(name));
          if (isAccountName(name)) make.mutate(passphrase);
        }}
      />
    </>
  );
}
