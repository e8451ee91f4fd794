import { useState, type ReactNode } from "react";
import { SealedFileForm } from "../../design/sealed-file-form.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { AccountName, isAccountName } from "./account-name.tsx";

const NAME = "bring-account-name";

/** Takes in an account's sealed file, from this site or from the command line. */
export function BringAccount({ onChosen }: { readonly onChosen: () => void }): ReactNode {
  const say = useTexts("accounts");
  const [name, setName] = useState("");
  return (
    <SealedFileForm
      id="bring-account"
      lead={say("bringLead")}
      words={{
        file: say("file"),
        fileMissing: say("fileMissing"),
        passphrase: say("passphrase"),
        passphraseMissing: say("passphraseMissing"),
        bring: say("bring"),
      }}
      faults={{ [NAME]: isAccountName(name) ? undefined : say("nameWrong") }}
      onBring={async ([file], passphrase) => {
        await office().accounts.restore({ name, text: await file!.text(), passphrase });
        onChosen();
      }}
    >
      {(isRefused) => <AccountName id={NAME} isRefused={isRefused} value={name} onChange={setName} />}
    </SealedFileForm>
  );
}
