import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Details } from "../../../design/details.tsx";
import { Failure } from "../../../design/failure.tsx";
import { SealedFileForm } from "../../../design/sealed-file-form.tsx";
import { UnlockForm } from "../../../design/unlock-form.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { PassphraseForm } from "../../identity/passphrase-form.tsx";
import { lookAtRecords } from "./use-records.ts";

interface OpenRecordsProps {
  readonly did: string;
  readonly isNew: boolean;
}

/** Opens an office's records; makes them the first time, or brings them in from a backup. */
export function OpenRecords({ did, isNew }: OpenRecordsProps): ReactNode {
  const say = useTexts("records");
  const open = async (passphrase: string): Promise<void> => {
    await office().department.keeping.open({ did, passphrase });
    await lookAtRecords(did);
  };
  if (isNew) return <NewRecords did={did} onMake={open} />;
  return (
    <UnlockForm
      id="records-open"
      words={{ passphrase: say("passphrase"), passphraseMissing: say("passphraseMissing"), open: say("open") }}
      help={say("passphraseHelp")}
      onOpen={open}
    >
      <h2>{say("openTitle")}</h2>
    </UnlockForm>
  );
}

interface NewRecordsProps {
  readonly did: string;
  readonly onMake: (passphrase: string) => Promise<void>;
}

function NewRecords({ did, onMake }: NewRecordsProps): ReactNode {
  const say = useTexts("records");
  const make = useMutation({ mutationFn: onMake });
  return (
    <>
      <h2>{say("makeTitle")}</h2>
      <p>{say("makeLead")}</p>
      {make.isError && <Failure error={make.error} />}
      <PassphraseForm id="records" submitLabel={say("make")} isBusy={make.isPending} onSubmit={make.mutate} />
      <Details summary={say("bringTitle")}>
        <SealedFileForm
          id="records-backup"
          words={{
            file: say("backupFile"),
            fileMissing: say("backupMissing"),
            passphrase: say("passphrase"),
            passphraseMissing: say("passphraseMissing"),
            bring: say("bring"),
          }}
          onBring={async ([file], passphrase) => {
            await office().department.keeping.bring({ did, text: await file!.text(), passphrase });
            await lookAtRecords(did);
          }}
        />
      </Details>
    </>
  );
}
