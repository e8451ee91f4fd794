import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Found, ToldClaim } from "../../../../worker/holder/claims.ts";
import type { ToldCredential } from "../../../../worker/holder/told.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { Failure } from "../../../design/failure.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { Time } from "../../../design/time.tsx";
import { isLockedMeanwhile } from "../../../state/locked-meanwhile.ts";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { officeName, useSaid } from "../parts/words.ts";
import { Received } from "./received.tsx";

/** Often enough for who waits, seldom enough for the server. */
const LOOK_MS = 5_000;

/** What was asked for and has not come; looks for the answers by itself while it is shown, and shows what comes. */
export function PendingClaims({
  only,
  notice,
}: {
  readonly only?: string | undefined;
  /** Above, until something comes. */
  readonly notice?: ReactNode;
}): ReactNode {
  const say = useTexts("wallet");
  // A claim is forgotten as soon as it is met: what came is remembered here.
  const [received, setReceived] = useState<readonly ToldCredential[]>([]);
  const receive = (credential: ToldCredential): void =>
    setReceived((before) => [...before.filter(({ id }) => id !== credential.id), credential]);
  const waiting = useQuery({ queryKey: ["my", "claims"], queryFn: () => office().holder.claims.list() });
  const shown = (waiting.data ?? []).filter(({ department }) => only === undefined || department === only);
  if (waiting.isError && !isLockedMeanwhile(waiting.error))
    return <Failure error={waiting.error} onAgain={() => void waiting.refetch()} />;
  return (
    <>
      {received.length === 0 && notice}
      {received.map((credential) => (
        <Received key={credential.id} credential={credential} />
      ))}
      {shown.length > 0 && (
        <section>
          <h2>{say("waiting")}</h2>
          {shown.map((claim) => (
            <PendingClaim key={claim.id} claim={claim} onReceived={receive} />
          ))}
        </section>
      )}
    </>
  );
}

function PendingClaim({
  claim,
  onReceived,
}: {
  readonly claim: ToldClaim;
  readonly onReceived: (credential: ToldCredential) => void;
}): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const { id, department, schema, reference, askedAt } = claim;
  const found = useQuery({
    // Not among what is asked again when the wallet changes: taking the answer in changes it.
    queryKey: ["claim", id],
    queryFn: async () => {
      const looked = await office().holder.claims.look(id);
      if (looked.kind !== "received") return looked;
      onReceived(looked.credential);
      void queries.invalidateQueries({ queryKey: ["my", "claims"] });
      return looked;
    },
    refetchInterval: ({ state }) => (state.data === undefined || state.data.kind === "nothing" ? LOOK_MS : false),
    staleTime: 0,
  });
  if (found.data?.kind === "received") return null;
  return (
    <article className="card">
      <h3>{said(schema.title)}</h3>
      <SummaryList
        rows={[
          { term: say("office"), value: officeName(department) },
          { term: say("reference"), value: reference },
          { term: say("waitingSince"), value: <Time at={askedAt} /> },
        ]}
      />
      <ClaimState found={found.data} office={officeName(department)} />
      {found.isError && !isLockedMeanwhile(found.error) && (
        <Failure error={found.error} onAgain={() => void found.refetch()} />
      )}
      <div className="button-row">
        <Button kind="secondary" isBusy={found.isFetching} onPress={() => void found.refetch()}>
          {say("look")}
        </Button>
        <Forget id={id} />
      </div>
    </article>
  );
}

function ClaimState({
  found,
  office: name,
}: {
  readonly found: Found | undefined;
  readonly office: string;
}): ReactNode {
  const say = useTexts("wallet");
  const reasonOf = useReason();
  if (found?.kind === "refused") {
    return (
      <Banner kind="important" title={say("refusedTitle")}>
        {say("refusedText", { office: name, reason: reasonOf(found.reason) })}
      </Banner>
    );
  }
  return (
    <p role="status">
      {found === undefined ? say("checking") : say("waitingNothing")} {say("waitingPage")}
    </p>
  );
}

function useReason(): (code: string) => string {
  const say = useTexts("wallet");
  return (code) => {
    switch (code) {
      case "unknown-reference":
      case "reference":
      case "already-issued":
      case "not-eligible":
        return say(`refusal-${code}`);
      default:
        return say("refusal-other", { code });
    }
  };
}

function Forget({ id }: { readonly id: string }): ReactNode {
  const say = useTexts("wallet");
  const [isAsking, setAsking] = useState(false);
  const forget = useMutation({
    mutationFn: () => office().holder.claims.forget(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["my", "claims"] }),
    onSettled: () => setAsking(false),
  });
  return (
    <>
      {forget.isError && <Failure error={forget.error} />}
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {say("forget")}
      </Button>
      <ConfirmDialog
        title={say("forget")}
        question={say("forgetQuestion")}
        confirmLabel={say("forget")}
        isOpen={isAsking}
        isBusy={forget.isPending}
        onConfirm={() => forget.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
