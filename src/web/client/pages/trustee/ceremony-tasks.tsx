import type { ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { TaskList, type Task } from "../../design/task-list.tsx";
import { timeText } from "../../design/time.tsx";
import type { SeatView } from "../../../worker/trustee/seats.ts";
import { useLanguage } from "../../state/language.ts";
import { useTexts } from "../../state/texts.ts";

/** A key keeper's steps while the key is made, in order. */
export const CEREMONY_STEPS = ["register", "commit", "deal"] as const;
export type CeremonyStep = (typeof CEREMONY_STEPS)[number];

/** The step that this keeper can take now. */
export function stepNow({ progress, index }: SeatView): CeremonyStep | undefined {
  const { next } = progress;
  return next?.waitingFor.includes(index) === true ? next.step : undefined;
}

const DONE = { register: "registered", commit: "committed", deal: "dealt" } as const;
const UNTIL = { register: "registerBy", commit: "commitBy", deal: "dealBy" } as const;

export function CeremonyTasks({ seat }: { readonly seat: SeatView }): ReactNode {
  const say = useTexts("trustee");
  const language = useLanguage();
  const { progress, index, ceremonyId } = seat;
  const { record, trustees, next, now } = progress;
  if (record.phase === "failed") return <Banner kind="warning">{say("failed")}</Banner>;
  const own = trustees[index - 1];
  const tasks = CEREMONY_STEPS.map((step): Task => {
    const isDone = own?.[DONE[step]] === true;
    const isNow = stepNow(seat) === step;
    const until = record[UNTIL[step]];
    const others = next?.step === step ? next.waitingFor.filter((each) => each !== index) : [];
    const hint = isDone
      ? others.length > 0 && say("waitOthers", { numbers: others.join(", ") })
      : until <= now
        ? say("late")
        : say("untilTime", { time: timeText(until, language) });
    return {
      id: step,
      title: say(`task-${step}`),
      state: isDone ? "done" : isNow ? "now" : "waiting",
      ...(isNow ? { who: say("you"), to: `/trustee/ceremonies/${ceremonyId}` } : {}),
      ...(hint === false ? {} : { hint }),
    };
  });
  return <TaskList tasks={tasks} />;
}
