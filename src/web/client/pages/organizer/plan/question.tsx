import type { ReactNode } from "react";
import { useTexts } from "../../../state/texts.ts";
import { BothFields } from "./both-fields.tsx";
import type { PlanPageProps } from "./page-props.ts";

export function QuestionPage({ draft, change, errorOf }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  return (
    <>
      <p>{say("oneLanguage")}</p>
      <BothFields
        id="title"
        what={say("question")}
        value={draft.title}
        errorOf={errorOf}
        onChange={(title) => change({ title })}
      />
      <BothFields
        id="description"
        what={say("description")}
        help={say("descriptionHelp")}
        rows={5}
        value={draft.description}
        errorOf={errorOf}
        onChange={(description) => change({ description })}
      />
    </>
  );
}
