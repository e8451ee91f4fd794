import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import type { ListedElection } from "../../../worker/voting/list.ts";
import { PhaseTag } from "./phase-tag.tsx";

/** Which elections there are: those that can be voted in come first. */
export function ElectionsPage(): ReactNode {
  const say = useTexts("vote");
  const list = useQuery({ queryKey: ["elections"], queryFn: () => office().voter.elections() });
  return (
    <Page title={say("elections")} lead={say("electionsLead")}>
      {list.isPending && <Loading what={say("theElections")} />}
      {list.isError && <Failure error={list.error} onAgain={() => void list.refetch()} />}
      {list.data?.length === 0 && <Empty title={say("noElections")}>{say("noElectionsText")}</Empty>}
      {list.data !== undefined && list.data.length > 0 && <ElectionList elections={list.data} />}
      <p>
        <TextLink to="/receipts">{say("yourReceipts")}</TextLink>
      </p>
    </Page>
  );
}

function ElectionList({ elections }: { readonly elections: readonly ListedElection[] }): ReactNode {
  return (
    <ul className="election-list">
      {elections.map((election) => (
        <li key={String(election.electionId)}>
          <ElectionRow {...election} />
        </li>
      ))}
    </ul>
  );
}

function ElectionRow({ electionId, manifest, phase, opensAt, closesAt }: ListedElection): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  return (
    <>
      <h2>
        <TextLink to={`/elections/${electionId}`}>
          {manifest?.title[language] ?? say("electionNumber", { id: electionId })}
        </TextLink>
      </h2>
      {manifest !== undefined && <p>{manifest.organizer[language]}</p>}
      <p>
        <PhaseTag phase={phase} /> {manifest?.kind === "test" && <Tag kind="warning">{say("trial")}</Tag>}{" "}
        {phase === "setup" ? (
          <>
            {say("opens")} <Time at={opensAt} />
          </>
        ) : (
          <>
            {phase === "voting" ? say("votingUntil") : say("votingEnded")} <Time at={closesAt} />
          </>
        )}
      </p>
    </>
  );
}
