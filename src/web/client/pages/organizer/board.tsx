import { useQueries } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "wouter";
import { readCeremony, readElection, type AnswerOf } from "../../../../server/client/records.ts";
import { CopyText } from "../../design/copy-text.tsx";
import { DataTable, type Column } from "../../design/data-table.tsx";
import { Failure } from "../../design/failure.tsx";
import { Hash } from "../../design/hash.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { Tag } from "../../design/tag.tsx";
import { Time } from "../../design/time.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useJoined } from "../citizen/parts/words.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { kindOfPhase } from "../public/parts/kind-of-phase.ts";
import { RECORDS } from "../public/parts/live.ts";
import { parseId } from "../public/parts/parse-id.ts";
import { useRecord } from "../public/parts/use-records.ts";
import { linkTo } from "./share-links.tsx";

type Ceremony = AnswerOf<typeof readCeremony>;
type Keeper = Ceremony["trustees"][number];

/** Each key keeper's steps as the record has them, kept up to date. */
export function CeremonyBoardPage(): ReactNode {
  const ceremonyId = parseId(useParams()["id"]);
  return ceremonyId === undefined ? <NotFoundPage /> : <Board ceremonyId={ceremonyId} />;
}

function Board({ ceremonyId }: { readonly ceremonyId: bigint }): ReactNode {
  const say = useTexts("organizer");
  const id = String(ceremonyId);
  const ceremony = useRecord({
    name: ["ceremony", id],
    load: (signal) => services.call(readCeremony, { params: { ceremonyId }, signal }),
  });
  return (
    <Page
      title={say("board", { id })}
      lead={<p>{say("boardLead")}</p>}
      back={{ to: "/organizer", label: say("backToStart") }}
    >
      {ceremony.isPending && <Loading what={say("opensKey")} />}
      {ceremony.data === undefined && ceremony.isError && (
        <Failure error={ceremony.error} onAgain={() => void ceremony.refetch()} />
      )}
      {ceremony.data !== undefined && (
        <>
          <Facts ceremony={ceremony.data} />
          <Keepers ceremony={ceremony.data} />
          <CopyText label={say("boardShare")} text={linkTo(`/trustee/ceremonies/${id}`)} />
        </>
      )}
    </Page>
  );
}

const STEP_OF = { registering: "registered", committing: "committed", dealing: "dealt" } as const;
const UNTIL = { registering: "registerBy", committing: "commitBy", dealing: "dealBy" } as const;

function Facts({ ceremony }: { readonly ceremony: Ceremony }): ReactNode {
  const say = useTexts("organizer");
  const joined = useJoined();
  const { phase, threshold, trusteeCount: count, trustees } = ceremony;
  const isUnderWay = phase === "registering" || phase === "committing" || phase === "dealing";
  const waiting = isUnderWay ? trustees.filter((keeper) => keeper[STEP_OF[phase]].recorded === null) : [];
  return (
    <SummaryList
      rows={[
        { term: say("boardState"), value: <Tag kind={kindOfPhase(phase)}>{say(`state-${phase}`)}</Tag> },
        { term: say("needed"), value: say("neededOf", { threshold, count }) },
        ...(isUnderWay
          ? [
              { term: say("nextDeadline"), value: <Time at={ceremony[UNTIL[phase]]} /> },
              {
                term: say("waitingFor"),
                value:
                  waiting.length === 0
                    ? say("nobody")
                    : joined(waiting.map(({ index }) => say("keeperNumber", { number: index }))),
              },
            ]
          : []),
      ]}
    />
  );
}

function Keepers({ ceremony }: { readonly ceremony: Ceremony }): ReactNode {
  const say = useTexts("organizer");
  const step = (key: "registered" | "committed" | "dealt"): Column<Keeper> => ({
    key,
    title: say(key),
    value: (keeper) => say(wordOf(keeper[key])),
    render: (keeper) => <StepTaken {...keeper[key]} />,
  });
  return (
    <DataTable
      caption={say("opensKey")}
      rows={ceremony.trustees}
      rowKey={({ index }) => index}
      columns={[
        { key: "index", title: say("keeperColumn"), align: "end", value: ({ index }) => index },
        { key: "account", title: say("account"), render: ({ account }) => <Hash value={account} /> },
        step("registered"),
        step("committed"),
        step("dealt"),
        ...useTested(ceremony.elections),
      ]}
    />
  );
}

/** A column for each election under the key: who has shown that the key works. */
function useTested(elections: readonly bigint[]): Column<Keeper>[] {
  const say = useTexts("organizer");
  const answers = useQueries({
    queries: elections.map((electionId) => ({
      queryKey: [RECORDS, "election", String(electionId)],
      queryFn: () => services.call(readElection, { params: { electionId } }),
    })),
  });
  return elections.map((electionId, at) => {
    const tests = answers[at]?.data?.keyTests ?? [];
    const isTested = ({ index }: Keeper): boolean => tests.some(({ trusteeIndex }) => trusteeIndex === index);
    return {
      key: `tested-${electionId}`,
      title: say("tested", { id: electionId }),
      value: (keeper) => say(isTested(keeper) ? "boardDone" : "boardOpen"),
      render: (keeper) => (
        <Tag kind={isTested(keeper) ? "success" : "neutral"}>{say(isTested(keeper) ? "boardDone" : "boardOpen")}</Tag>
      ),
    };
  });
}

type Step = Keeper["dealt"];

function wordOf({ recorded, late }: Pick<Step, "recorded" | "late">): "boardDone" | "boardLate" | "boardOpen" {
  return recorded !== null ? "boardDone" : late ? "boardLate" : "boardOpen";
}

function StepTaken({ recorded, late }: Pick<Step, "recorded" | "late">): ReactNode {
  const say = useTexts("organizer");
  const word = say(wordOf({ recorded, late }));
  if (recorded === null) return <Tag kind={late ? "danger" : "neutral"}>{word}</Tag>;
  return (
    <>
      <Tag kind="success">{word}</Tag> <Time at={recorded.time} />
    </>
  );
}
