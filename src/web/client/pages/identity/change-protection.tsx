import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { makePasskey, mayUsePasskeys } from "./passkey-prompt.ts";
import { PassphraseForm } from "./passphrase-form.tsx";
import { useWallet } from "./use-wallet.ts";

/** Another passphrase, or a passkey beside it. */
export function ChangeProtection(): ReactNode {
  const say = useTexts("identity");
  const { data, refetch } = useWallet();
  const change = useMutation({
    mutationFn: (passphrase: string) => office().wallet.changePassphrase(passphrase),
    onSuccess: () => refetch(),
  });
  if (data === undefined || data.kind === "none") return null;
  const hasPasskey = data.passkey !== undefined || data.isPasskeyDamaged;
  return (
    <section>
      <h2>{say("protectionTitle")}</h2>
      <p>
        {data.hasPassphrase
          ? say(data.passkey !== undefined ? "opensByBoth" : "opensByPassphrase")
          : say("opensByPasskey")}
      </p>
      {data.isPasskeyDamaged && (
        <Banner kind="warning" title={say("passkeyDamaged")}>
          <p>{say(data.hasPassphrase ? "passkeyDamagedMend" : "passkeyDamagedOnly")}</p>
        </Banner>
      )}
      {change.isSuccess && <Banner kind="success">{say("passphraseChanged")}</Banner>}
      <Details summary={data.hasPassphrase ? say("changePassphrase") : say("setPassphrase")}>
        {change.isError && <Failure error={change.error} />}
        <PassphraseForm
          id="change"
          submitLabel={say("setPassphrase")}
          isBusy={change.isPending}
          onSubmit={(passphrase) => change.mutate(passphrase)}
        >
          {hasPasskey && <p>{say("passkeyGoes")}</p>}
        </PassphraseForm>
      </Details>
      <PasskeyChoice hasPasskey={hasPasskey} isOnlyWay={!data.hasPassphrase} />
    </section>
  );
}

function PasskeyChoice(props: { readonly hasPasskey: boolean; readonly isOnlyWay: boolean }): ReactNode {
  const say = useTexts("identity");
  const { refetch } = useWallet();
  const passkeys = useQuery({ queryKey: ["passkeys"], queryFn: mayUsePasskeys, staleTime: Infinity });
  const act = useMutation({
    mutationFn: async () =>
      props.hasPasskey
        ? office().wallet.removePasskey()
        : office().wallet.addPasskey(await makePasskey(say("passkeyName"))),
    onSuccess: () => refetch(),
  });
  if (props.isOnlyWay || (!props.hasPasskey && passkeys.data !== true)) return null;
  return (
    <>
      {act.isError && <Failure error={act.error} />}
      <Button kind="secondary" isBusy={act.isPending} onPress={() => act.mutate()}>
        {props.hasPasskey ? say("removePasskey") : say("addPasskey")}
      </Button>
    </>
  );
}
