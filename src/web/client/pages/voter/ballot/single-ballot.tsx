import type { ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { BALLOT_ID, type BallotControlProps } from "./ballot-form.tsx";
import { EMPTY_DRAFT } from "./draft.ts";

/** Cannot be an option's id, which has small letters, digits and hyphens. */
const BLANK = "(blank)";

export function SingleBallot({ manifest, draft, error, onChange }: BallotControlProps): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const options = manifest.options.map(({ id, label, description }) => ({
    value: id,
    label: label[language],
    help: description?.[language],
  }));
  const blank = { value: BLANK, label: say("blankOption"), help: undefined };
  const chosen = draft.isBlank ? BLANK : Object.keys(draft.points)[0];
  return (
    <>
      <RadioGroup
        id={BALLOT_ID}
        legend={say("chooseOne")}
        error={error}
        options={manifest.rules.blank ? [...options, blank] : options}
        value={chosen}
        onChange={(value) =>
          onChange(value === BLANK ? { ...EMPTY_DRAFT, isBlank: true } : { ...EMPTY_DRAFT, points: { [value]: 1 } })
        }
      />
      {chosen !== undefined && (
        <p>
          <Button kind="quiet" onPress={() => onChange(EMPTY_DRAFT)}>
            {say("clear")}
          </Button>
        </p>
      )}
    </>
  );
}
