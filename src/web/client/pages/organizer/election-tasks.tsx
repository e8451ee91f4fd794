import type { ReactNode } from "react";
import type { FollowedElection } from "../../../worker/organizer/elections.ts";
import { TaskList, type Task } from "../../design/task-list.tsx";
import { timeText } from "../../design/time.tsx";
import { useLanguage } from "../../state/language.ts";
import { useTexts } from "../../state/texts.ts";
import { useJoined } from "../citizen/parts/words.ts";

/** Every step of an election with its state, who must act, and until when. */
export function ElectionTasks({ election }: { readonly election: FollowedElection }): ReactNode {
  const say = useTexts("organizer");
  const language = useLanguage();
  const joined = useJoined();
  const { phase, manifest, electionId, threshold, keyTests, partials, accepted, voters, next, ceremonyId } = election;
  const time = (at: number): { time: string } => ({ time: timeText(at, language) });
  const counted = (done: readonly number[]): string => say("counted", { done: done.length, needed: threshold });
  const keepers = joined(waitingIn(next).map((number) => say("keeperNumber", { number })));
  const isPast = phase === "opening" || phase === "opened";
  const ended: Task["state"] = "blocked";
  const isOver = phase === "cancelled" || phase === "failed";
  const tasks: Task[] = [
    { id: "list", title: say("taskList"), state: "done", hint: say("votersCount", { count: voters }) },
    { id: "key", title: say("taskKeyMade"), state: "done", to: `/organizer/ceremonies/${ceremonyId}` },
    { id: "announced", title: say("taskAnnounced"), state: "done" },
    {
      id: "test",
      title: say("taskTest"),
      state: keyTests.length >= threshold ? "done" : next.kind === "test-keys" ? "now" : ended,
      hint: `${counted(keyTests)} · ${say("untilTime", time(manifest.opensAt))}`,
      ...(next.kind === "test-keys" ? { who: keepers } : {}),
    },
    {
      id: "vote",
      title: say("taskVote"),
      state: phase === "voting" ? "now" : isPast ? "done" : isOver ? ended : "waiting",
      who: say("votersWho"),
      hint:
        phase === "setup"
          ? say("fromTime", time(manifest.opensAt))
          : `${say("ballots", { count: accepted, voters })} · ${say("untilTime", time(manifest.closesAt))}`,
    },
    {
      id: "open",
      title: say("taskOpen"),
      state: partials.length >= threshold ? "done" : next.kind === "decrypt" ? "now" : isOver ? ended : "waiting",
      hint: `${counted(partials)} · ${say("untilTime", time(manifest.resultBy))}`,
      ...(next.kind === "decrypt" ? { who: keepers } : {}),
    },
    {
      id: "result",
      title: say("taskResult"),
      state: phase === "opened" ? "done" : next.kind === "publish" ? "now" : isOver ? ended : "waiting",
      ...(next.kind === "publish" ? { who: say("you"), hint: say("untilTime", time(manifest.resultBy)) } : {}),
    },
    {
      id: "check",
      title: say("taskCheck"),
      state: phase === "opened" ? "now" : isOver ? ended : "waiting",
      ...(phase === "opened" ? { to: `/public/elections/${electionId}/verify` } : {}),
    },
  ];
  return <TaskList tasks={tasks} />;
}

function waitingIn(next: FollowedElection["next"]): readonly number[] {
  return next.kind === "test-keys" || next.kind === "decrypt" ? next.trustees : [];
}
