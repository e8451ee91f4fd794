import type { ReactNode } from "react";
import { Page } from "../../design/page.tsx";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { Confirmations } from "./given/confirmations.tsx";
import { Erasures } from "./given/erasures.tsx";
import { Permissions } from "./given/permissions.tsx";

/** What stands because the person agreed to it; each can be taken back. */
export function GivenPage(): ReactNode {
  const say = useTexts("wallet");
  return (
    <Page title={say("givenTitle")} lead={say("givenLead")} back={{ to: "/wallet", label: say("toWallet") }}>
      <IdentityGate>
        <Confirmations />
        <Permissions />
        <Erasures />
      </IdentityGate>
    </Page>
  );
}
