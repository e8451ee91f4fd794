import type { ReactNode } from "react";
import { useParams } from "wouter";
import { Banner } from "../../design/banner.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { TaskList, type Task } from "../../design/task-list.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { timeText } from "../../design/time.tsx";
import type { KeptElection, SeatView } from "../../../worker/trustee/seats.ts";
import { useLanguage } from "../../state/language.ts";
import { isLockedMeanwhile } from "../../state/locked-meanwhile.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { parseId } from "../public/parts/parse-id.ts";
import { electionStepNow } from "./elections-under-key.tsx";
import { KeyFile } from "./key-file.tsx";
import { NeverAsked } from "./never-asked.tsx";
import { StepForm } from "./step-form.tsx";
import { useSeatOfElection } from "./use-seat.ts";
import { WithAccount } from "./with-account.tsx";

/** One election, as a keeper of its key serves it: the test before the vote, the opening after it. */
export function TrusteeElectionPage(): ReactNode {
  const electionId = parseId(useParams()["id"]);
  return electionId === undefined ? <NotFoundPage /> : <ServedElection electionId={electionId} />;
}

function ServedElection({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("trustee");
  return (
    <Page title={say("electionNumber", { id: electionId })} back={{ to: "/trustee", label: say("backToSeats") }}>
      <WithAccount>{(address) => <Seat key={address} address={address} electionId={electionId} />}</WithAccount>
      <NeverAsked />
    </Page>
  );
}

function Seat({ address, electionId }: { readonly address: string; readonly electionId: bigint }): ReactNode {
  const say = useTexts("trustee");
  const language = useLanguage();
  const seat = useSeatOfElection(address, electionId);
  const election = seat.data?.elections.find((each) => each.electionId === electionId);
  if (seat.data === undefined || election === undefined) {
    if (seat.isError && !isLockedMeanwhile(seat.error))
      return <Failure error={seat.error} onAgain={() => void seat.refetch()} />;
    return <Loading what={say("theElection")} />;
  }
  return (
    <>
      <p className="as-written">{election.title?.[language]}</p>
      <Ended election={election} />
      <StepForm
        step={seat.data.hasKeyFile ? electionStepNow(election) : undefined}
        act={(step, passphrase, tell) =>
          step === "test"
            ? office().trustee.test({ electionId, passphrase }, tell)
            : office().trustee.decrypt({ electionId, passphrase }, tell)
        }
      />
      <section>
        <h2>{say("electionTasks")}</h2>
        <ElectionTasks seat={seat.data} election={election} />
        <p>
          <TextLink to={`/public/elections/${electionId}`}>{say("seeResult")}</TextLink>
        </p>
      </section>
      <KeyFile seat={seat.data} />
    </>
  );
}

function Ended({ election: { phase } }: { readonly election: KeptElection }): ReactNode {
  const say = useTexts("trustee");
  if (phase === "opened") return <Banner kind="success">{say("electionOpened")}</Banner>;
  if (phase === "cancelled") return <Banner kind="warning">{say("electionCancelled")}</Banner>;
  return phase === "failed" ? <Banner kind="warning">{say("electionFailed")}</Banner> : null;
}

function ElectionTasks({ election }: { readonly seat: SeatView; readonly election: KeptElection }): ReactNode {
  const say = useTexts("trustee");
  const language = useLanguage();
  const { phase, isTested, isOpened, opensAt, closesAt, resultBy, ballots } = election;
  const step = electionStepNow(election);
  const time = (at: number): { time: string } => ({ time: timeText(at, language) });
  const isOver = phase === "opened" || phase === "failed" || phase === "cancelled";
  const tasks: Task[] = [
    {
      id: "test",
      title: say("taskTest"),
      state: isTested ? "done" : step === "test" ? "now" : "blocked",
      hint: say("beforeTime", time(opensAt)),
    },
    {
      id: "vote",
      title: say("taskVoting"),
      state:
        phase === "voting" ? "now" : phase === "setup" ? "waiting" : isOver && phase !== "opened" ? "blocked" : "done",
      hint: say("ballots", { count: ballots }),
    },
    {
      id: "decrypt",
      title: say("taskDecrypt"),
      state: isOpened ? "done" : step === "decrypt" ? "now" : isOver ? "blocked" : "waiting",
      hint: phase === "opening" ? say("beforeTime", time(resultBy)) : say("afterTime", time(closesAt)),
    },
  ];
  return <TaskList tasks={tasks} />;
}
