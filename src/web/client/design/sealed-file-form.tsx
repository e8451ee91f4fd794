import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { announce } from "./announce.tsx";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { ErrorSummary, problemsOf } from "./error-summary.tsx";
import { Failure } from "./failure.tsx";
import { FilesField } from "./fields/file-field.tsx";
import { PassphraseField } from "./fields/passphrase-field.tsx";

export interface SealedFileFormProps {
  /** Its fields are called `id-file` and `id-passphrase`. */
  readonly id: string;
  readonly words: Readonly<Record<"file" | "fileMissing" | "passphrase" | "passphraseMissing" | "bring", string>>;
  readonly fileHelp?: string;
  /** Several files belong together. */
  readonly isMany?: boolean;
  readonly lead?: string;
  /** Said once it is here, where the form stays. */
  readonly done?: string;
  readonly onBring: (files: readonly File[], passphrase: string) => Promise<unknown>;
  /** Fields before the file, told whether the form was sent and refused; with what is wrong with them, by field. */
  readonly children?: (isRefused: boolean) => ReactNode;
  readonly faults?: Readonly<Record<string, string | undefined>>;
}

/** Takes in a sealed file with its passphrase: a backup, or what the command line made. */
export function SealedFileForm(props: SealedFileFormProps): ReactNode {
  const { id, words, fileHelp, isMany = false, lead, done, onBring, children, faults = {} } = props;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  const bring = useMutation({
    mutationFn: () => onBring(files, passphrase),
    onSuccess: () => {
      setPassphrase("");
      if (done !== undefined) announce(done);
    },
  });
  const [fileId, passphraseId] = [`${id}-file`, `${id}-passphrase`];
  const wrong: Readonly<Record<string, string | undefined>> = {
    ...faults,
    [fileId]: files.length === 0 ? words.fileMissing : undefined,
    [passphraseId]: passphrase === "" ? words.passphraseMissing : undefined,
  };
  const shown = isRefused ? wrong : {};
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isWrong = problemsOf(wrong).length > 0;
        setRefused(isWrong);
        if (!isWrong && !bring.isPending) bring.mutate();
      }}
    >
      {lead !== undefined && <p>{lead}</p>}
      <ErrorSummary problems={problemsOf(shown)} />
      {bring.isError && <Failure error={bring.error} />}
      {bring.isSuccess && done !== undefined && <Banner kind="success">{done}</Banner>}
      {children?.(isRefused)}
      <FilesField
        id={fileId}
        label={words.file}
        help={fileHelp}
        error={shown[fileId]}
        accept=".json,application/json"
        isMany={isMany}
        onFiles={setFiles}
      />
      <PassphraseField
        id={passphraseId}
        label={words.passphrase}
        error={shown[passphraseId]}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" kind="secondary" isBusy={bring.isPending}>
        {words.bring}
      </Button>
    </form>
  );
}
