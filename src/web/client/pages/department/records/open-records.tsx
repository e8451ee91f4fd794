import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { Details } from "../../../design/details.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { PassphraseField } from "../../../design/fields/passphrase-field.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { PassphraseForm } from "../../identity/passphrase-form.tsx";
import { lookAtRecords } from "./records-key.ts";

interface OpenRecordsProps {
  readonly did: string;
  readonly isNew: boolean;
}

/** Opens an office's records; makes them the first time, or brings them in from a backup. */
export function OpenRecords({ did, isNew }: OpenRecordsProps): ReactNode {
  const say = useTexts("records");
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  const open = useMutation({
    mutationFn: (typed: string) => office().department.keeping.open({ did, passphrase: typed }),
    onSuccess: () => lookAtRecords(did),
  });
  if (isNew) {
    return (
      <>
        <h2>{say("makeTitle")}</h2>
        <p>{say("makeLead")}</p>
        {open.isError && <Failure error={open.error} />}
        <PassphraseForm id="records" submitLabel={say("make")} isBusy={open.isPending} onSubmit={open.mutate} />
        <Details summary={say("bringTitle")}>
          <Bring did={did} />
        </Details>
      </>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(passphrase === "");
        if (passphrase !== "" && !open.isPending) open.mutate(passphrase);
      }}
    >
      <h2>{say("openTitle")}</h2>
      {open.isError && <Failure error={open.error} />}
      <PassphraseField
        id="records-open"
        label={say("passphrase")}
        help={say("passphraseHelp")}
        error={isRefused && passphrase === "" ? say("passphraseMissing") : undefined}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" isBusy={open.isPending}>
        {say("open")}
      </Button>
    </form>
  );
}

function Bring({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const bring = useMutation({
    mutationFn: async (given: File) => office().department.keeping.bring({ did, text: await given.text(), passphrase }),
    onSuccess: () => lookAtRecords(did),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== undefined && passphrase !== "" && !bring.isPending) bring.mutate(file);
      }}
    >
      {bring.isError && <Failure error={bring.error} />}
      <FileField id="records-backup" label={say("backupFile")} accept=".json,application/json" onFile={setFile} />
      <PassphraseField
        id="records-backup-passphrase"
        label={say("passphrase")}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" kind="secondary" isBusy={bring.isPending}>
        {say("bring")}
      </Button>
    </form>
  );
}
