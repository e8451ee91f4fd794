import type { ReactNode } from "react";
import { useMutation } from "@tanstack/react-query";
import { Button } from "../../design/button.tsx";
import { Failure } from "../../design/failure.tsx";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "./identity-gate.tsx";
import { BackUpIdentity } from "./back-up-identity.tsx";
import { ChangeProtection } from "./change-protection.tsx";
import { RemoveIdentity } from "./remove-identity.tsx";
import { VoterNumber } from "./voter-number.tsx";
import { useWallet } from "./use-wallet.ts";

export function IdentityPage(): ReactNode {
  const say = useTexts("identity");
  const wallet = useWallet();
  const lock = useMutation({ mutationFn: () => office().wallet.lock() });
  return (
    <Page title={say("title")} lead={say("lead")}>
      <IdentityGate>
        <VoterNumber />
        <BackUpIdentity />
        <ChangeProtection />
        <section>
          <h2>{say("lockTitle")}</h2>
          <p>{say("lockLead")}</p>
          {lock.isError && <Failure error={lock.error} />}
          <Button kind="secondary" onPress={() => lock.mutate()}>
            {say("lock")}
          </Button>
        </section>
      </IdentityGate>
      {wallet.data !== undefined && wallet.data.kind !== "none" && <RemoveIdentity />}
    </Page>
  );
}
