import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ErrorSummary } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { PassphraseField } from "../../design/fields/passphrase-field.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { problemsOf } from "../identity/new-passphrase.ts";
import { lookAtSeats } from "./use-seat.ts";

/** Brings a key file in, from a copy or from the command line. */
export function RestoreKeyFile({ ceremonyId }: { readonly ceremonyId: bigint }): ReactNode {
  const say = useTexts("trustee");
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  const restore = useMutation({
    mutationFn: async (chosen: File) => office().trustee.restore({ ceremonyId, text: await chosen.text(), passphrase }),
    onSuccess: lookAtSeats,
  });
  const errors = {
    "restore-key-file": isRefused && file === undefined ? say("fileMissing") : undefined,
    "restore-key-passphrase": isRefused && passphrase === "" ? say("passphraseMissing") : undefined,
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
      <p>{say("restoreLead")}</p>
      <ErrorSummary problems={problemsOf(errors)} />
      {restore.isError && <Failure error={restore.error} />}
      {restore.isSuccess && <Banner kind="success">{say("restored")}</Banner>}
      <FileField
        id="restore-key-file"
        label={say("file")}
        error={errors["restore-key-file"]}
        accept=".json,application/json"
        onFile={setFile}
      />
      <PassphraseField
        id="restore-key-passphrase"
        label={say("passphrase")}
        error={errors["restore-key-passphrase"]}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" kind="secondary" isBusy={restore.isPending}>
        {say("restore")}
      </Button>
    </form>
  );
}
