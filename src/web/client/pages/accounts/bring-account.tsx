import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { ErrorSummary } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { PassphraseField } from "../../design/fields/passphrase-field.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { problemsOf } from "../identity/new-passphrase.ts";
import { AccountName, isAccountName } from "./account-name.tsx";

/** Takes in an account's sealed file, from this site or from the command line. */
export function BringAccount({ onChosen }: { readonly onChosen: () => void }): ReactNode {
  const say = useTexts("accounts");
  const [name, setName] = useState("");
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  const bring = useMutation({
    mutationFn: async (chosen: File) => office().accounts.restore({ name, text: await chosen.text(), passphrase }),
    onSuccess: onChosen,
  });
  const isWhole = isAccountName(name) && passphrase !== "";
  const errors = {
    "bring-account-name": isRefused && !isAccountName(name) ? say("nameWrong") : undefined,
    "bring-account-file": isRefused && file === undefined ? say("fileMissing") : undefined,
    "bring-account-passphrase": isRefused && passphrase === "" ? say("passphraseMissing") : undefined,
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(!isWhole || file === undefined);
        if (isWhole && file !== undefined && !bring.isPending) bring.mutate(file);
      }}
    >
      <p>{say("bringLead")}</p>
      <ErrorSummary problems={problemsOf(errors)} />
      {bring.isError && <Failure error={bring.error} />}
      <AccountName id="bring-account-name" isRefused={isRefused} value={name} onChange={setName} />
      <FileField
        id="bring-account-file"
        label={say("file")}
        error={errors["bring-account-file"]}
        accept=".json,application/json"
        onFile={setFile}
      />
      <PassphraseField
        id="bring-account-passphrase"
        label={say("passphrase")}
        error={errors["bring-account-passphrase"]}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" kind="secondary" isBusy={bring.isPending}>
        {say("bring")}
      </Button>
    </form>
  );
}
