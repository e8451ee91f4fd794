import type { ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { ButtonLink } from "../../design/button-link.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import type { ElectionForVoter } from "../../../worker/voting/elections.ts";
import type { VoterPlace } from "../../../worker/voting/place.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { PlaceRefusal } from "./place-refusal.tsx";
import { usePlace } from "./use-election.ts";

/** What the reader can do here, once the identity is open; before the opening and after the close, what happens next. */
export function MyPlace({ election }: { readonly election: ElectionForVoter }): ReactNode {
  const say = useTexts("vote");
  const { phase } = election;
  return (
    <section aria-label={say("yourVote")}>
      {phase !== "voting" && <Banner kind="note">{say(`next-${phase}`)}</Banner>}
      {(phase === "voting" || phase === "setup") && (
        <IdentityGate>
          <OwnPlace election={election} />
        </IdentityGate>
      )}
      {phase !== "voting" && phase !== "setup" && (
        <ButtonLink kind="secondary" to="/receipts">
          {say("toReceipts")}
        </ButtonLink>
      )}
    </section>
  );
}

function OwnPlace({ election }: { readonly election: ElectionForVoter }): ReactNode {
  const say = useTexts("vote");
  const place = usePlace(election.electionId);
  if (place.isPending || place.data?.kind === "unknown") return <Loading what={say("yourPlace")} />;
  if (place.isError) return <Failure error={place.error} onAgain={() => void place.refetch()} />;
  return <PlaceTold election={election} place={place.data} />;
}

interface PlaceToldProps {
  readonly election: ElectionForVoter;
  readonly place: Exclude<VoterPlace, { kind: "unknown" }>;
}

function PlaceTold({ election, place }: PlaceToldProps): ReactNode {
  const say = useTexts("vote");
  const { electionId, manifest, phase } = election;
  if (place.kind !== "may-vote") return <PlaceRefusal electionId={electionId} place={place} />;
  return (
    <>
      <h2>{say("yourVote")}</h2>
      <p>{say("onList")}</p>
      {manifest.rules.weighted && <p>{say("yourWeight", { weight: place.weight })}</p>}
      {place.isPrepared && <Banner kind="important">{say("preparedWaits")}</Banner>}
      {phase === "voting" && (
        <ButtonLink to={`/elections/${electionId}/vote`}>{say(place.isPrepared ? "goOn" : "toBallot")}</ButtonLink>
      )}
    </>
  );
}
