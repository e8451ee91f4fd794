import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { PublishStep, Publishing } from "../../../../worker/organizer/publish.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { ButtonLink } from "../../../design/button-link.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Loading } from "../../../design/loading.tsx";
import { Panel } from "../../../design/panel.tsx";
import { TaskList, type Task } from "../../../design/task-list.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { isLockedMeanwhile } from "../../../state/locked-meanwhile.ts";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { lookAtAccounts } from "../../accounts/use-accounts.ts";
import { WithAccount } from "../../trustee/with-account.tsx";
import { readDraftAgain, whenSaved } from "../use-draft.ts";

const LOOK_AGAIN_MS = 4_000;

/** List, key, election: three entries, each found again if it was made before. */
export function PublishPage({ id }: { readonly id: string }): ReactNode {
  return <WithAccount>{(address) => <Publication key={address} id={id} address={address} />}</WithAccount>;
}

function Publication({ id, address }: { readonly id: string; readonly address: string }): ReactNode {
  const say = useTexts("organizer");
  const name = ["publishing", id, address];
  const state = useQuery({
    queryKey: name,
    queryFn: async () => {
      await whenSaved();
      return office().organizer.publishing(id);
    },
    refetchInterval: LOOK_AGAIN_MS,
    staleTime: 0,
  });
  const act = useMutation({
    mutationFn: (step: PublishStep) => office().organizer.publish(id, step),
    onSuccess: (next) => {
      queries.setQueryData(name, next);
      return Promise.all([readDraftAgain(id), lookAtAccounts()]);
    },
  });
  if (state.data === undefined) {
    if (state.isError && !isLockedMeanwhile(state.error))
      return <Failure error={state.error} onAgain={() => void state.refetch()} />;
    return <Loading what={say("thePlan")} />;
  }
  const { next, ceremonyId, electionId } = state.data;
  return (
    <>
      <PublishTasks state={state.data} />
      {act.isError && <Failure error={act.error} />}
      {(next === "roll" || next === "ceremony" || next === "election") && (
        <p>
          <Button isBusy={act.isPending} onPress={() => act.mutate(next)}>
            {say(DO[next])}
          </Button>
        </p>
      )}
      {next === "wait" && <Banner kind="note">{say("waitKeepers")}</Banner>}
      {next === "failed" && <Banner kind="warning">{say("keyFailed")}</Banner>}
      {ceremonyId !== undefined && (
        <p>
          <TextLink to={`/organizer/ceremonies/${ceremonyId}`}>{say("seeBoard")}</TextLink>
        </p>
      )}
      {electionId !== undefined && (
        <Panel title={say("taskElectionDone", { id: electionId })}>
          <p>
            <ButtonLink to={`/organizer/elections/${electionId}`}>{say("toElection")}</ButtonLink>
          </p>
        </Panel>
      )}
    </>
  );
}

const DO = { roll: "doRoll", ceremony: "doCeremony", election: "doElection" } as const;

function PublishTasks({ state }: { readonly state: Publishing }): ReactNode {
  const say = useTexts("organizer");
  const { rollId, ceremonyId, ceremonyPhase, electionId, next } = state;
  const stateOf = (isDone: boolean, isNow: boolean): Task["state"] => (isDone ? "done" : isNow ? "now" : "blocked");
  const isKeyMade = ceremonyPhase === "finished";
  const tasks: Task[] = [
    {
      id: "roll",
      title: rollId === undefined ? say("taskRoll") : say("taskRollDone", { id: rollId }),
      state: stateOf(rollId !== undefined, next === "roll"),
      who: say("you"),
    },
    {
      id: "ceremony",
      title: ceremonyId === undefined ? say("taskCeremony") : say("taskCeremonyDone", { id: ceremonyId }),
      state: stateOf(ceremonyId !== undefined, next === "ceremony"),
      who: say("you"),
    },
    {
      id: "key",
      title: say("taskKey"),
      state: isKeyMade ? "done" : next === "wait" ? "waiting" : "blocked",
      who: say("keepers"),
    },
    {
      id: "election",
      title: electionId === undefined ? say("taskElection") : say("taskElectionDone", { id: electionId }),
      state: stateOf(electionId !== undefined, next === "election"),
      who: say("you"),
    },
  ];
  return <TaskList tasks={tasks} />;
}
