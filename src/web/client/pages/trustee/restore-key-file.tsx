import type { ReactNode } from "react";
import { SealedFileForm } from "../../design/sealed-file-form.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { lookAtSeats } from "./use-seat.ts";

/** Brings a key file in, from a copy or from the command line. */
export function RestoreKeyFile({ ceremonyId }: { readonly ceremonyId: bigint }): ReactNode {
  const say = useTexts("trustee");
  return (
    <SealedFileForm
      id="restore-key"
      lead={say("restoreLead")}
      words={{
        file: say("file"),
        fileMissing: say("fileMissing"),
        passphrase: say("passphrase"),
        passphraseMissing: say("passphraseMissing"),
        bring: say("restore"),
      }}
      done={say("restored")}
      onBring={async ([file], passphrase) => {
        await office().trustee.restore({ ceremonyId, text: await file!.text(), passphrase });
        await lookAtSeats();
      }}
    />
  );
}
