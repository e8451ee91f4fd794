import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { ErrorSummary } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { PassphraseField } from "../../design/fields/passphrase-field.tsx";
import { askForLastingStorage } from "../../state/lasting-storage.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { problemsOf } from "./new-passphrase.ts";

/** Brings the identity back from a backup, also one that the command line made. */
export function RestoreIdentity(): ReactNode {
  const say = useTexts("identity");
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  const restore = useMutation({
    mutationFn: async (chosen: File) => office().wallet.restore({ text: await chosen.text(), passphrase }),
    onSuccess: () => void askForLastingStorage(),
  });
  const errors = {
    "restore-file": isRefused && file === undefined ? say("backupMissing") : undefined,
    "restore-passphrase": isRefused && passphrase === "" ? say("passphraseMissing") : undefined,
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(file === undefined || passphrase === "");
        if (file !== undefined && passphrase !== "" && !restore.isPending) restore.mutate(file);
      }}
    >
      <ErrorSummary problems={problemsOf(errors)} />
      {restore.isError && <Failure error={restore.error} />}
      <FileField
        id="restore-file"
        label={say("backupFile")}
        help={say("backupFileHelp")}
        error={errors["restore-file"]}
        accept=".json,application/json"
        onFile={setFile}
      />
      <PassphraseField
        id="restore-passphrase"
        label={say("backupPassphrase")}
        error={errors["restore-passphrase"]}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" kind="secondary" isBusy={restore.isPending}>
        {say("restore")}
      </Button>
    </form>
  );
}
