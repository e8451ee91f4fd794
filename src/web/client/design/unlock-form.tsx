import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { ErrorSummary, problemsOf } from "./error-summary.tsx";
import { Failure } from "./failure.tsx";
import { PassphraseField } from "./fields/passphrase-field.tsx";

export interface UnlockFormProps {
  /** Of the passphrase's field. */
  readonly id: string;
  readonly words: Readonly<Record<"passphrase" | "passphraseMissing" | "open", string>>;
  readonly help?: string;
  readonly onOpen: (passphrase: string) => Promise<unknown>;
  /** What comes before the passphrase: a heading, or the choice of what to open. */
  readonly children?: ReactNode;
}

/** Opens with its passphrase what this device keeps sealed. */
export function UnlockForm({ id, words, help, onOpen, children }: UnlockFormProps): ReactNode {
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  const open = useMutation({ mutationFn: onOpen });
  const error = isRefused && passphrase === "" ? words.passphraseMissing : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(passphrase === "");
        if (passphrase !== "" && !open.isPending) open.mutate(passphrase);
      }}
    >
      {children}
      <ErrorSummary problems={problemsOf({ [id]: error })} />
      {open.isError && <Failure error={open.error} />}
      <PassphraseField
        id={id}
        label={words.passphrase}
        help={help}
        error={error}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" isBusy={open.isPending}>
        {words.open}
      </Button>
    </form>
  );
}
