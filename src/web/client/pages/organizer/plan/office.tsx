import type { ReactNode } from "react";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { useTexts } from "../../../state/texts.ts";
import { BothFields } from "./both-fields.tsx";
import type { PlanPageProps } from "./page-props.ts";

export function OfficePage({ draft, change, errorOf }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  return (
    <>
      <BothFields
        id="organizer"
        what={say("office")}
        value={draft.organizer}
        errorOf={errorOf}
        onChange={(organizer) => change({ organizer })}
      />
      <RadioGroup
        id="kind"
        legend={say("kind")}
        options={[
          { value: "test", label: say("kindTest"), help: say("kindTestHelp") },
          { value: "real", label: say("kindReal"), help: say("kindRealHelp") },
        ]}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
    </>
  );
}
