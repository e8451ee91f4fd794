import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Passkey } from "../../../worker/passkey.ts";
import type { WalletStatus } from "../../../worker/wallet.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { UnlockForm } from "../../design/unlock-form.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { askPasskey } from "./passkey-prompt.ts";

/** Opens the identity that is on this device. */
export function OpenIdentity({ status }: { readonly status: Exclude<WalletStatus, { kind: "none" }> }): ReactNode {
  const say = useTexts("identity");
  const { hasPassphrase, passkey, isPasskeyDamaged } = status;
  return (
    <section>
      <h2>{say("openTitle")}</h2>
      <p>{say("openLead")}</p>
      {isPasskeyDamaged && (
        <Banner kind="warning" title={say("passkeyDamaged")}>
          <p>{say("passkeyDamagedOpen")}</p>
        </Banner>
      )}
      {passkey !== undefined && <ByPasskey passkey={passkey} kind={hasPassphrase ? "secondary" : "primary"} />}
      {hasPassphrase ? (
        <ByPassphrase />
      ) : (
        <Details summary={say("openByPassphrase")}>
          <ByPassphrase />
        </Details>
      )}
      <p>
        <TextLink to="/identity">{say("openTrouble")}</TextLink>
      </p>
    </section>
  );
}

function ByPassphrase(): ReactNode {
  const say = useTexts("identity");
  return (
    <UnlockForm
      id="open-passphrase"
      words={{ passphrase: say("passphrase"), passphraseMissing: say("passphraseMissing"), open: say("open") }}
      onOpen={(passphrase) => office().wallet.unlock({ passphrase })}
    />
  );
}

function ByPasskey({
  passkey,
  kind,
}: {
  readonly passkey: Passkey;
  readonly kind: "primary" | "secondary";
}): ReactNode {
  const say = useTexts("identity");
  const open = useMutation({
    mutationFn: async () => office().wallet.unlock({ passkeySecret: await askPasskey(passkey) }),
  });
  return (
    <>
      {open.isError && <Failure error={open.error} />}
      <p>
        <Button kind={kind} isBusy={open.isPending} onPress={() => open.mutate()}>
          {say("openByPasskey")}
        </Button>
      </p>
    </>
  );
}
