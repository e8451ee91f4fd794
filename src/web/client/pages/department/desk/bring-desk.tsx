import type { ReactNode } from "react";
import { SealedFileForm } from "../../../design/sealed-file-form.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

/** Takes in a desk: a backup of this portal, or the files of the command line's folder. */
export function BringDesk(): ReactNode {
  const say = useTexts("desk");
  return (
    <SealedFileForm
      id="bring-desk"
      lead={say("bringLead")}
      words={{
        file: say("files"),
        fileMissing: say("filesMissing"),
        passphrase: say("passphrase"),
        passphraseMissing: say("passphraseMissing"),
        bring: say("bring"),
      }}
      fileHelp={say("filesHelp")}
      isMany
      onBring={async (files, passphrase) => {
        const texts = files.map(async (file) => ({ name: file.name, text: await file.text() }));
        await office().department.desks.bring({ files: await Promise.all(texts), passphrase });
      }}
    />
  );
}
