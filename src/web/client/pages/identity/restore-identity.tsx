import type { ReactNode } from "react";
import { SealedFileForm } from "../../design/sealed-file-form.tsx";
import { askForLastingStorage } from "../../state/lasting-storage.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";

/** Brings the identity back from a backup, also one that the command line made. */
export function RestoreIdentity(): ReactNode {
  const say = useTexts("identity");
  return (
    <SealedFileForm
      id="restore"
      words={{
        file: say("backupFile"),
        fileMissing: say("backupMissing"),
        passphrase: say("backupPassphrase"),
        passphraseMissing: say("passphraseMissing"),
        bring: say("restore"),
      }}
      fileHelp={say("backupFileHelp")}
      onBring={async ([file], passphrase) => {
        await office().wallet.restore({ text: await file!.text(), passphrase });
        void askForLastingStorage();
      }}
    />
  );
}
