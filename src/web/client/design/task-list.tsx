import type { ReactNode } from "react";
import { useTexts } from "../state/texts.ts";
import { Tag, type TagProps } from "./tag.tsx";
import { TextLink } from "./text-link.tsx";

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly state: "done" | "now" | "waiting" | "blocked";
  /** Who must act. */
  readonly who?: string;
  readonly to?: string;
  readonly hint?: ReactNode;
}

const TAGS: Readonly<Record<Task["state"], NonNullable<TagProps["kind"]>>> = {
  done: "success",
  now: "note",
  waiting: "neutral",
  blocked: "warning",
};

/** What takes days: each task with its state and who must act. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] }): ReactNode {
  const say = useTexts("design");
  return (
    <ol className="task-list">
      {tasks.map(({ id, title, state, who, to, hint }) => (
        <li key={id} className={`task task-${state}`} aria-current={state === "now" ? "step" : undefined}>
          <div className="task-words">
            <p className="task-title">{to === undefined ? title : <TextLink to={to}>{title}</TextLink>}</p>
            {who !== undefined && <p className="task-who">{say("taskWho", { who })}</p>}
            {hint !== undefined && <div className="task-hint">{hint}</div>}
          </div>
          <Tag kind={TAGS[state]}>{say(`task-${state}`)}</Tag>
        </li>
      ))}
    </ol>
  );
}
