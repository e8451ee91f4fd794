import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { ErrorSummary } from "../../../design/error-summary.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FieldFrame } from "../../../design/fields/field.tsx";
import { PassphraseField } from "../../../design/fields/passphrase-field.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { problemsOf } from "../../identity/new-passphrase.ts";

/** Takes in a desk: a backup of this portal, or the files of the command line's folder. */
export function BringDesk(): ReactNode {
  const say = useTexts("desk");
  const [files, setFiles] = useState<readonly File[]>([]);
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  const bring = useMutation({
    mutationFn: async () => {
      const texts = files.map(async (file) => ({ name: file.name, text: await file.text() }));
      await office().department.desks.bring({ files: await Promise.all(texts), passphrase });
    },
  });
  const errors = {
    "bring-desk-files": isRefused && files.length === 0 ? say("filesMissing") : undefined,
    "bring-desk-passphrase": isRefused && passphrase === "" ? say("passphraseMissing") : undefined,
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isWrong = files.length === 0 || passphrase === "";
        setRefused(isWrong);
        if (!isWrong && !bring.isPending) bring.mutate();
      }}
    >
      <p>{say("bringLead")}</p>
      <ErrorSummary problems={problemsOf(errors)} />
      {bring.isError && <Failure error={bring.error} />}
      <FieldFrame id="bring-desk-files" label={say("files")} help={say("filesHelp")} error={errors["bring-desk-files"]}>
        <input
          id="bring-desk-files"
          type="file"
          multiple
          className="control control-file"
          accept=".json,application/json"
          aria-describedby="bring-desk-files-help"
          onChange={(event) => setFiles([...(event.target.files ?? [])])}
        />
      </FieldFrame>
      <PassphraseField
        id="bring-desk-passphrase"
        label={say("passphrase")}
        error={errors["bring-desk-passphrase"]}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" kind="secondary" isBusy={bring.isPending}>
        {say("bring")}
      </Button>
    </form>
  );
}
