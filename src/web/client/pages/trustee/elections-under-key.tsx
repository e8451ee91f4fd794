import type { ReactNode } from "react";
import { TaskList, type Task } from "../../design/task-list.tsx";
import { timeText } from "../../design/time.tsx";
import type { KeptElection, SeatView } from "../../../worker/trustee/seats.ts";
import { useLanguage } from "../../state/language.ts";
import { useTexts } from "../../state/texts.ts";

/** What a key keeper can do now in an election. */
export function electionStepNow({ phase, isTested, isOpened }: KeptElection): "test" | "decrypt" | undefined {
  if (phase === "setup" && !isTested) return "test";
  return phase === "opening" && !isOpened ? "decrypt" : undefined;
}

/** Elections under a key, each with what its keeper has to do. */
export function ElectionsUnderKey({ seat }: { readonly seat: SeatView }): ReactNode {
  const say = useTexts("trustee");
  const language = useLanguage();
  const tasks = seat.elections.map((election): Task => {
    const { electionId, title, opensAt, closesAt, resultBy, phase } = election;
    const step = electionStepNow(election);
    const hint =
      step === "test"
        ? `${say("taskTest")} · ${say("beforeTime", { time: timeText(opensAt, language) })}`
        : step === "decrypt"
          ? `${say("taskDecrypt")} · ${say("beforeTime", { time: timeText(resultBy, language) })}`
          : phase === "setup" || phase === "voting"
            ? `${say("taskDecrypt")} · ${say("afterTime", { time: timeText(closesAt, language) })}`
            : undefined;
    return {
      id: String(electionId),
      title: title?.[language] ?? say("electionNumber", { id: electionId }),
      to: `/trustee/elections/${electionId}`,
      state: step !== undefined ? "now" : phase === "setup" || phase === "voting" ? "waiting" : "done",
      ...(step === undefined ? {} : { who: say("you") }),
      ...(hint === undefined ? {} : { hint }),
    };
  });
  return <TaskList tasks={tasks} />;
}
