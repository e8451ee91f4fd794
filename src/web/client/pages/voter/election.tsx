import type { ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Num } from "../../design/num.tsx";
import { Page } from "../../design/page.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import type { ElectionForVoter } from "../../../worker/voting/elections.ts";
import { describeRules } from "../../../../protocol/describe-rules.ts";
import { useLanguage } from "../../state/language.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { MyPlace } from "./my-place.tsx";
import { PhaseTag } from "./phase-tag.tsx";
import { useElection, useElectionId } from "./use-election.ts";

/** First screen: what is decided, until when, by whom, and where the reader stands. */
export function ElectionPage(): ReactNode {
  const electionId = useElectionId();
  return electionId === undefined ? <NotFoundPage /> : <Election electionId={electionId} />;
}

function Election({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const { data, error, isPending, refetch } = useElection(electionId);
  const back = { to: "/elections", label: say("elections") };
  const title = data?.manifest.title[language] ?? say("electionNumber", { id: electionId });
  return (
    <Page title={title} back={back}>
      {isPending && <Loading what={say("theElection")} />}
      {data === undefined && error !== null && <Failure error={error} onAgain={() => void refetch()} />}
      {data !== undefined && (
        <>
          {data.manifest.kind === "test" && <Banner kind="warning">{say("trialText")}</Banner>}
          <p className="as-written">{data.manifest.description[language]}</p>
          <Facts election={data} />
          <MyPlace election={data} />
          <Details summary={say("whoSees")}>
            <ul>
              <li>{say("seesOffice")}</li>
              <li>{say("seesEverybody")}</li>
              <li>{say("seesKeepers")}</li>
              <li>{say("seesDevice")}</li>
            </ul>
          </Details>
          <p>
            <TextLink to={`/public/elections/${electionId}`}>{say("publicRecord")}</TextLink>
          </p>
        </>
      )}
    </Page>
  );
}

function Facts({ election }: { readonly election: ElectionForVoter }): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const { manifest, phase, voters, accepted } = election;
  return (
    <SummaryList
      rows={[
        { term: say("state"), value: <PhaseTag phase={phase} /> },
        {
          term: say("votingTime"),
          value: (
            <>
              <Time at={manifest.opensAt} /> – <Time at={manifest.closesAt} />
            </>
          ),
        },
        { term: say("resultBy"), value: <Time at={manifest.resultBy} /> },
        {
          term: say("whoMayVote"),
          value: (
            <>
              {say("votersOnList")} <Num value={voters} />
            </>
          ),
        },
        { term: say("howToVote"), value: describeRules(manifest.rules, language) },
        { term: say("organizer"), value: manifest.organizer[language] },
        { term: say("ballotsIn"), value: <Num value={accepted} /> },
      ]}
    />
  );
}
