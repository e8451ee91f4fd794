import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ButtonLink } from "../../design/button-link.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import type { ElectionForVoter } from "../../../worker/voting/elections.ts";
import type { PreparedBallot } from "../../../worker/voting/prepare.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { Booth } from "./booth.tsx";
import { PlaceRefusal } from "./place-refusal.tsx";
import { useElection, useElectionId, usePlace } from "./use-election.ts";

/** Second and third screen: the ballot, then checking it, and casting or testing. */
export function VotePage(): ReactNode {
  const electionId = useElectionId();
  return electionId === undefined ? <NotFoundPage /> : <Vote electionId={electionId} />;
}

function Vote({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("vote");
  const election = useElection(electionId);
  const back = { to: `/elections/${electionId}`, label: say("backToElection") };
  if (election.data === undefined) {
    return (
      <Page title={say("ballot")} back={back}>
        {election.isError ? (
          <Failure error={election.error} onAgain={() => void election.refetch()} />
        ) : (
          <Loading what={say("theElection")} />
        )}
      </Page>
    );
  }
  return <AtTheDoor election={election.data} back={back} />;
}

interface AtTheDoorProps {
  readonly election: ElectionForVoter;
  readonly back: { readonly to: string; readonly label: string };
}

/** Lets in who may vote, by what is known now and not by what was before. Whoever is inside keeps the choices, also when the identity locks. */
function AtTheDoor({ election, back }: AtTheDoorProps): ReactNode {
  const say = useTexts("vote");
  const place = usePlace(election.electionId);
  const prepared = useQuery({
    queryKey: ["my", "prepared", String(election.electionId)],
    // What is undefined is no answer to the library.
    queryFn: async () => (await office().voter.prepared(election.electionId)) ?? null,
    enabled: place.data?.kind === "may-vote",
    staleTime: 0,
  });
  const [entered, setEntered] = useState<{ readonly found: PreparedBallot | undefined }>();
  const isFresh = place.isFetchedAfterMount && prepared.isFetchedAfterMount;
  if (entered === undefined && isFresh && place.data?.kind === "may-vote" && prepared.data !== undefined) {
    setEntered({ found: prepared.data ?? undefined });
  }
  if (entered !== undefined) return <Booth election={election} found={entered.found} back={back} />;
  return (
    <Page title={say("ballot")} back={back}>
      <IdentityGate>
        {place.isError && <Failure error={place.error} onAgain={() => void place.refetch()} />}
        {prepared.isError && <Failure error={prepared.error} onAgain={() => void prepared.refetch()} />}
        {place.data !== undefined && place.data.kind !== "may-vote" && place.data.kind !== "unknown" ? (
          <PlaceRefusal electionId={election.electionId} place={place.data} />
        ) : (
          !place.isError && !prepared.isError && <Loading what={say("yourPlace")} />
        )}
      </IdentityGate>
      <p>
        <ButtonLink kind="quiet" to={back.to}>
          {back.label}
        </ButtonLink>
      </p>
    </Page>
  );
}
