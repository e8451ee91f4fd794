import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useLocation, useParams } from "wouter";
import { isPsephosError } from "../../../../errors.ts";
import type { ToldCredential } from "../../../worker/holder/told.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { Hash } from "../../design/hash.tsx";
import { Page } from "../../design/page.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { Answered } from "./parts/answered.tsx";
import { CredentialStateTag, useCredentialState, type ShownState } from "./parts/credential-state.tsx";
import { officeName, useDay, useMoment, useSaid } from "./parts/words.ts";

/** One credential: what it says, from whom, and whether it counts now. */
export function CredentialPage(): ReactNode {
  const say = useTexts("wallet");
  const id = decoded(useParams()["id"] ?? "");
  const back = { to: "/wallet", label: say("toWallet") };
  const [title, setTitle] = useState<string>();
  return (
    <Page title={title ?? say("credential")} back={back}>
      <IdentityGate>
        <Held id={id} onTitle={setTitle} />
      </IdentityGate>
    </Page>
  );
}

/** As links write an id; an address that somebody typed may be anything, and is no credential's then. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (error) {
    if (error instanceof URIError) return id;
    throw error;
  }
}

function Held({ id, onTitle }: { readonly id: string; readonly onTitle: (title: string) => void }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const held = useQuery({
    queryKey: ["my", "credential", id],
    queryFn: async () => {
      try {
        return await office().holder.credentials.read(id);
      } catch (error) {
        if (isPsephosError(error, "CREDENTIAL_MISSING")) return null;
        throw error;
      }
    },
  });
  const title = held.data === undefined || held.data === null ? undefined : said(held.data.title);
  useEffect(() => {
    if (title !== undefined) onTitle(title);
  }, [title, onTitle]);
  return (
    <Answered query={held} what={say("credential")}>
      {(credential) =>
        credential === null ? (
          <Empty title={say("credentialMissing")}>
            <p>{say("credentialMissingText")}</p>
          </Empty>
        ) : (
          <Shown credential={credential} />
        )
      }
    </Answered>
  );
}

function Shown({ credential }: { readonly credential: ToldCredential }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const day = useDay();
  const { id, issuer, validFrom, validUntil, attributes } = credential;
  return (
    <>
      <StateNow credential={credential} />
      <section>
        <h2>{say("attributes")}</h2>
        <SummaryList rows={attributes.map(({ label, value }) => ({ term: said(label), value: said(value) }))} />
        <p>{say("onlyYou")}</p>
      </section>
      <section>
        <h2>{say("facts")}</h2>
        <SummaryList
          rows={[
            { term: say("issuedBy"), value: officeName(issuer) },
            { term: say("validFrom"), value: day(validFrom) },
            { term: say("validUntil"), value: day(validUntil) },
            { term: say("credentialNumber"), value: <Hash value={id.slice("urn:uuid:".length)} /> },
          ]}
        />
      </section>
      <Removal id={id} />
    </>
  );
}

function StateNow({ credential }: { readonly credential: ToldCredential }): ReactNode {
  const say = useTexts("wallet");
  const moment = useMoment();
  const day = useDay();
  const { id, issuer, validFrom } = credential;
  const known = useCredentialState(id);
  const state = known.data?.state;
  const { publishedAt } = known.data ?? {};
  return (
    <section>
      <h2>{say("state")}</h2>
      <p>
        <CredentialStateTag state={state} />
      </p>
      {state !== undefined && <StateText state={state} issuer={officeName(issuer)} from={day(validFrom)} />}
      {publishedAt !== undefined && <p>{say("statusAsOf", { time: moment(publishedAt) })}</p>}
      <p>
        <Button kind="secondary" isBusy={known.isFetching} onPress={() => void known.refetch()}>
          {say("lookAgain")}
        </Button>
      </p>
    </section>
  );
}

function StateText(told: { readonly state: ShownState; readonly issuer: string; readonly from: string }): ReactNode {
  const say = useTexts("wallet");
  const { state, issuer, from } = told;
  switch (state) {
    case "counts":
      return <p>{say("stateCountsText")}</p>;
    case "unknown":
      return <p>{say("stateUnknownText")}</p>;
    case "early":
      return <Banner kind="note">{say("stateEarlyText", { from })}</Banner>;
    case "ended":
      return <Banner kind="warning">{say("stateEndedText", { issuer })}</Banner>;
    case "revoked":
      return <Banner kind="important">{say("stateRevokedText", { issuer })}</Banner>;
    case "suspended":
      return <Banner kind="warning">{say("stateSuspendedText", { issuer })}</Banner>;
    case "untrusted":
      return <Banner kind="important">{say("stateUntrustedText", { issuer })}</Banner>;
  }
}

function Removal({ id }: { readonly id: string }): ReactNode {
  const say = useTexts("wallet");
  const [isAsking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => office().holder.credentials.remove(id),
    onSuccess: async () => {
      navigate("/wallet");
      await queries.invalidateQueries({ queryKey: ["my"] });
    },
    onSettled: () => setAsking(false),
  });
  return (
    <section>
      {remove.isError && <Failure error={remove.error} />}
      <p>
        <Button kind="quiet" onPress={() => setAsking(true)}>
          {say("remove")}
        </Button>
      </p>
      <ConfirmDialog
        title={say("remove")}
        question={say("removeQuestion")}
        confirmLabel={say("remove")}
        kind="danger"
        isOpen={isAsking}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}
