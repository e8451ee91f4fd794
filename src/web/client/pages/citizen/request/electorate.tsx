import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "wouter";
import type { ElectorateStanding, ToldElectorate } from "../../../../worker/holder/electorates.ts";
import { Banner } from "../../../design/banner.tsx";
import { ButtonLink } from "../../../design/button-link.tsx";
import { Page } from "../../../design/page.tsx";
import { Panel } from "../../../design/panel.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { IdentityGate } from "../../identity/identity-gate.tsx";
import { NotFoundPage } from "../../not-found/not-found.tsx";
import { Answered } from "../parts/answered.tsx";
import { ConsentForm } from "../parts/consent-form.tsx";
import { FitView } from "../parts/fit-view.tsx";
import { parseId } from "../parts/parse-id.ts";
import { ProvingView } from "../parts/proving-view.tsx";
import { RelayState, useRelayNews } from "../parts/relay-state.tsx";
import { RequestSummary } from "../parts/request-summary.tsx";
import { useProving } from "../parts/use-proving.ts";
import { useMoment } from "../parts/words.ts";

/** A list of voters that people join by a proof. */
export function ElectoratePage(): ReactNode {
  const enrolmentId = parseId(useParams()["id"]);
  return enrolmentId === undefined ? <NotFoundPage /> : <Electorate enrolmentId={enrolmentId} />;
}

function Electorate({ enrolmentId }: { readonly enrolmentId: bigint }): ReactNode {
  const say = useTexts("request");
  const told = useQuery({
    queryKey: ["electorate", String(enrolmentId)],
    queryFn: () => office().holder.electorates.open(enrolmentId),
  });
  const title = told.data === undefined ? say("electorate") : say("electorateTitle", { name: told.data.name });
  return (
    <Page title={title} lead={say("electorateLead")} back={{ to: "/request", label: say("back") }}>
      <Answered query={told} what={say("electorate")}>
        {(electorate) => (
          <>
            <PhaseNote electorate={electorate} />
            <RequestSummary policy={electorate.policy} answer="record" alsoLearned={[say("joinLearn")]} />
            <IdentityGate>
              <MyPlace electorate={electorate} />
            </IdentityGate>
          </>
        )}
      </Answered>
    </Page>
  );
}

function PhaseNote({ electorate }: { readonly electorate: ToldElectorate }): ReactNode {
  const say = useTexts("request");
  const moment = useMoment();
  const { phase, opensAt, closesAt } = electorate;
  const [from, to] = [moment(opensAt), moment(closesAt)];
  if (phase === "before") {
    return (
      <Banner kind="note" title={say("electorateBefore")}>
        {say("electorateBeforeText", { from })}
      </Banner>
    );
  }
  if (phase === "closed") {
    return (
      <Banner kind="important" title={say("electorateClosed")}>
        {say("electorateClosedText", { to })}
      </Banner>
    );
  }
  return <SummaryList rows={[{ term: say("electorateWhen"), value: say("electorateFromTo", { from, to }) }]} />;
}

function MyPlace({ electorate }: { readonly electorate: ToldElectorate }): ReactNode {
  const say = useTexts("request");
  const { enrolmentId, phase, policy } = electorate;
  const key = ["my", "electorate", String(enrolmentId)];
  const standing = useQuery({ queryKey: key, queryFn: () => office().holder.electorates.standing(enrolmentId) });
  const lookAgain = (): void => void queries.invalidateQueries({ queryKey: key });
  const handedOver = (): void => {
    // Whatever looking again brings: nobody who handed her proof over is asked to do it once more.
    queries.setQueryData<ElectorateStanding>(
      key,
      (before) => before && { ...before, hasJoined: true, isOnItsWay: true },
    );
    lookAgain();
  };
  const proving = useProving((tell) => office().holder.electorates.join(enrolmentId, tell), handedOver);
  if (proving.isRunning) return <ProvingView proving={proving} />;
  return (
    <Answered query={standing} what={say("yours")}>
      {({ hasJoined, isOnItsWay, fit }) => (
        <>
          <ProvingView proving={proving} />
          {hasJoined && <Joined enrolmentId={enrolmentId} isOnItsWay={isOnItsWay} onOver={lookAgain} />}
          {!hasJoined && phase === "closed" && <p>{say("notOnList")}</p>}
          {!hasJoined && phase === "open" && (
            <>
              <FitView fit={fit} policy={policy} answer="record" />
              {fit.kind === "fits" && <ConsentForm act={say("join")} onAgreed={proving.start} />}
            </>
          )}
        </>
      )}
    </Answered>
  );
}

function Joined(place: {
  readonly enrolmentId: bigint;
  readonly isOnItsWay: boolean;
  readonly onOver: () => void;
}): ReactNode {
  const say = useTexts("request");
  const { enrolmentId, isOnItsWay, onOver } = place;
  const name = `electorate-${enrolmentId}`;
  const followed = useRelayNews({
    name,
    target: { kind: "enrolment", target: enrolmentId },
    isFollowed: isOnItsWay,
    follow: (tell) => office().holder.electorates.follow(enrolmentId, name, tell),
    onOver,
  });
  const isRecorded = !isOnItsWay || followed.news?.isRecorded === true;
  return (
    <section>
      {!(isOnItsWay && followed.isRefused) && (
        <Panel title={say(isRecorded ? "joined" : "sentTitle")}>
          <p>{say(isRecorded ? "joinedText" : "sentText")}</p>
        </Panel>
      )}
      {isOnItsWay && <RelayState {...followed} />}
      <p>
        <ButtonLink to="/elections" kind="secondary">
          {say("toElections")}
        </ButtonLink>
      </p>
    </section>
  );
}
