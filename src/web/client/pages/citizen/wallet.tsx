import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ToldCredential } from "../../../worker/holder/told.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Damaged } from "../../design/damaged.tsx";
import { Empty } from "../../design/empty.tsx";
import { Page } from "../../design/page.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { TaskLinks } from "./parts/task-links.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { PendingClaims } from "./claim/pending-claims.tsx";
import { Answered } from "./parts/answered.tsx";
import { CredentialStateTag, useCredentialState } from "./parts/credential-state.tsx";
import { officeName, useDay, useSaid } from "./parts/words.ts";

/** What the person holds, what she waits for, and the ways on. */
export function WalletPage(): ReactNode {
  const say = useTexts("wallet");
  return (
    <Page title={say("title")} lead={say("lead")}>
      <IdentityGate>
        <DamagedNotes />
        <Credentials />
        <PendingClaims />
      </IdentityGate>
      <section>
        <h2>{say("links")}</h2>
        <TaskLinks
          links={[
            { to: "/request", title: say("toRequests"), hint: say("toRequestsHint") },
            { to: "/wallet/given", title: say("toGiven"), hint: say("toGivenHint") },
            { to: "/wallet/records", title: say("toRecords"), hint: say("toRecordsHint") },
            { to: "/identity", title: say("toIdentity"), hint: say("toIdentityHint") },
          ]}
        />
      </section>
    </Page>
  );
}

function DamagedNotes(): ReactNode {
  const damaged = useQuery({ queryKey: ["my", "damaged-notes"], queryFn: () => office().holder.notes.damaged() });
  const remove = async (): Promise<void> => {
    await office().holder.notes.removeDamaged();
    await damaged.refetch();
  };
  return <Damaged names={damaged.data ?? []} remove={remove} />;
}

function Credentials(): ReactNode {
  const say = useTexts("wallet");
  const held = useQuery({ queryKey: ["my", "credentials"], queryFn: () => office().holder.credentials.list() });
  return (
    <Answered query={held} what={say("wallet")}>
      {(credentials) =>
        credentials.length === 0 ? (
          <Empty title={say("noneTitle")}>
            <p>{say("noneText")}</p>
            <p>
              <ButtonLink to="/wallet/get">{say("get")}</ButtonLink>
            </p>
          </Empty>
        ) : (
          <section>
            <h2>{say("credentials")}</h2>
            {credentials.map((credential) => (
              <CredentialCard key={credential.id} credential={credential} />
            ))}
            <p>
              <ButtonLink to="/wallet/get" kind="secondary">
                {say("get")}
              </ButtonLink>
            </p>
          </section>
        )
      }
    </Answered>
  );
}

function CredentialCard({ credential }: { readonly credential: ToldCredential }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const day = useDay();
  const { id, title, issuer, validUntil } = credential;
  const state = useCredentialState(id);
  return (
    <article className="card">
      <h3>
        <TextLink to={`/wallet/credentials/${encodeURIComponent(id)}`}>{said(title)}</TextLink>
      </h3>
      <SummaryList
        rows={[
          { term: say("issuedBy"), value: officeName(issuer) },
          { term: say("validUntil"), value: day(validUntil) },
          { term: say("state"), value: <CredentialStateTag state={state.data?.state} /> },
        ]}
      />
    </article>
  );
}
