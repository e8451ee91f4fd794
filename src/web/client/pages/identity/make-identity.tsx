import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { askForLastingStorage } from "../../state/lasting-storage.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { makePasskey, mayUsePasskeys } from "./passkey-prompt.ts";
import { PassphraseForm } from "./passphrase-form.tsx";
import { RestoreIdentity } from "./restore-identity.tsx";

/** Makes the identity of this device: once, under a passphrase or a passkey, or from a backup. */
export function MakeIdentity(): ReactNode {
  const say = useTexts("identity");
  const passkeys = useQuery({ queryKey: ["passkeys"], queryFn: mayUsePasskeys, staleTime: Infinity });
  const byPassphrase = useMutation({
    mutationFn: (passphrase: string) => office().wallet.create({ passphrase }),
    onSuccess: () => void askForLastingStorage(),
  });
  const byPasskey = useMutation({
    mutationFn: async () => office().wallet.create({ passkey: await makePasskey(say("passkeyName")) }),
    onSuccess: () => void askForLastingStorage(),
  });
  return (
    <section>
      <h2>{say("makeTitle")}</h2>
      <p>{say("makeLead")}</p>
      {byPassphrase.isError && <Failure error={byPassphrase.error} />}
      <PassphraseForm
        id="make"
        submitLabel={say("make")}
        isBusy={byPassphrase.isPending}
        onSubmit={(passphrase) => byPassphrase.mutate(passphrase)}
      >
        <p>{say("passphraseLost")}</p>
      </PassphraseForm>
      {passkeys.data === true && (
        <>
          <h3>{say("passkeyInstead")}</h3>
          <p>{say("passkeyLead")}</p>
          {byPasskey.isError && <Failure error={byPasskey.error} />}
          <Button kind="secondary" isBusy={byPasskey.isPending} onPress={() => byPasskey.mutate()}>
            {say("makeByPasskey")}
          </Button>
        </>
      )}
      <Details summary={say("haveBackup")}>
        <RestoreIdentity />
      </Details>
    </section>
  );
}
