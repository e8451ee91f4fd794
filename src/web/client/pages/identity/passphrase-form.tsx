import { useState, type ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { ErrorSummary, problemsOf } from "../../design/error-summary.tsx";
import { PassphraseField } from "../../design/fields/passphrase-field.tsx";
import { useTexts } from "../../state/texts.ts";
import { faultsIn, MIN_CHARACTERS, NOTHING_TYPED } from "./new-passphrase.ts";

interface PassphraseFormProps {
  /** Two of these on a page need two names. */
  readonly id: string;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly onSubmit: (passphrase: string) => void;
  readonly children?: ReactNode;
}

/** A new passphrase, typed twice: a mistake in it would lock its owner out for good. */
export function PassphraseForm({ id, submitLabel, isBusy, onSubmit, children }: PassphraseFormProps): ReactNode {
  const say = useTexts("identity");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [isRefused, setRefused] = useState(false);
  const faults = faultsIn(typed);
  const shown = isRefused ? faults : {};
  const errors = {
    [`${id}-passphrase`]: shown.passphrase && say(shown.passphrase, { count: MIN_CHARACTERS }),
    [`${id}-repeated`]: shown.repeated && say(shown.repeated),
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isWrong = Object.keys(faults).length > 0;
        setRefused(isWrong);
        if (!isWrong && !isBusy) onSubmit(typed.passphrase);
      }}
    >
      <ErrorSummary problems={problemsOf(errors)} />
      <PassphraseField
        id={`${id}-passphrase`}
        label={say("newPassphrase")}
        help={say("passphraseHelp", { count: MIN_CHARACTERS })}
        error={errors[`${id}-passphrase`]}
        value={typed.passphrase}
        onChange={(passphrase) => setTyped({ ...typed, passphrase })}
        isNew
      />
      <PassphraseField
        id={`${id}-repeated`}
        label={say("repeatPassphrase")}
        error={errors[`${id}-repeated`]}
        value={typed.repeated}
        onChange={(repeated) => setTyped({ ...typed, repeated })}
        isNew
      />
      {children}
      <Button type="submit" isBusy={isBusy}>
        {submitLabel}
      </Button>
    </form>
  );
}
