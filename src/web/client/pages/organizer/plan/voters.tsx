import { useState, type ReactNode } from "react";
import { NumberField } from "../../../design/fields/number-field.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { useTexts } from "../../../state/texts.ts";
import type { PlanPageProps } from "./page-props.ts";
import { EnrolledVoters } from "./enrolled-voters.tsx";
import { ListReady } from "./list-ready.tsx";
import { PublishedVoters } from "./published-voters.tsx";
import { VotersFromFile } from "./voters-from-file.tsx";

type Source = "file" | "published" | "enrolment";

export function VotersPage({ draft, change, errorOf }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  const { voters, minimumTurnout } = draft;
  const [source, setSource] = useState<Source | undefined>(voters?.kind);
  const take = (next: typeof voters): void => change({ voters: next, done: { ...draft.done, rollId: undefined } });
  return (
    <>
      <RadioGroup
        id="voters-by"
        legend={say("votersBy")}
        error={errorOf("voters-by")}
        options={[
          { value: "file", label: say("votersFile"), help: say("votersFileHelp") },
          { value: "published", label: say("votersPublished"), help: say("votersPublishedHelp") },
          { value: "enrolment", label: say("votersEnrolment"), help: say("votersEnrolmentHelp") },
        ]}
        value={source}
        onChange={(next) => {
          setSource(next);
          take(undefined);
        }}
      />
      {source === "published" && <PublishedVoters voters={voters} onChange={take} />}
      {source !== "published" && voters?.kind === "file" && (
        <ListReady voters={voters} onAgain={() => take(undefined)} />
      )}
      {source === "file" && voters === undefined && (
        <VotersFromFile name={draft.title.en || draft.title.zh} onVoters={take} />
      )}
      {source === "enrolment" && voters === undefined && <EnrolledVoters onVoters={take} />}
      <NumberField
        id="minimum-turnout"
        label={say("minimumTurnout")}
        help={say("minimumTurnoutHelp")}
        error={errorOf("minimum-turnout")}
        value={minimumTurnout}
        onChange={(next) => change({ minimumTurnout: Math.min(next ?? 0, 2 ** 32 - 1) })}
      />
    </>
  );
}
