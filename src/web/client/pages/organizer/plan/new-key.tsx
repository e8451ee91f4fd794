import type { ReactNode } from "react";
import { MAX_TRUSTEES } from "../../../../../protocol/params.ts";
import type { DraftKey } from "../../../../worker/organizer/draft.ts";
import { Button } from "../../../design/button.tsx";
import { DateTimeField } from "../../../design/fields/date-time-field.tsx";
import { NumberField } from "../../../design/fields/number-field.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { useTexts } from "../../../state/texts.ts";
import { atHour } from "./at-hour.ts";
import type { PlanPageProps } from "./page-props.ts";

type NewKeyPlan = Extract<DraftKey, { kind: "new" }>;

const DAY_SECONDS = 86_400;

/** Three keepers of whom two open, and two days for each step. */
export function newKey(): NewKeyPlan {
  const evening = atHour(Math.floor(Date.now() / 1000), 18);
  return {
    kind: "new",
    trustees: ["", "", ""],
    threshold: 2,
    registerBy: evening + 2 * DAY_SECONDS,
    commitBy: evening + 4 * DAY_SECONDS,
    dealBy: evening + 6 * DAY_SECONDS,
  };
}

interface NewKeyProps extends Pick<PlanPageProps, "errorOf"> {
  readonly given: NewKeyPlan;
  readonly onChange: (key: NewKeyPlan) => void;
}

/** Who makes a key together, how many of them open, and until when. */
export function NewKey({ given, errorOf, onChange }: NewKeyProps): ReactNode {
  const say = useTexts("organizer");
  const { trustees, threshold, registerBy, commitBy, dealBy } = given;
  return (
    <>
      <div id="keepers">
        {trustees.map((address, at) => (
          <div key={at}>
            <TextField
              id={`keeper-${at}`}
              label={say("keeper", { number: at + 1 })}
              help={at === 0 ? say("keeperHelp") : undefined}
              error={errorOf(`keeper-${at}`)}
              value={address}
              onChange={(text) => onChange({ ...given, trustees: trustees.with(at, text.trim()) })}
            />
            {trustees.length > 2 && (
              <p>
                <Button kind="quiet" onPress={() => onChange({ ...given, trustees: trustees.toSpliced(at, 1) })}>
                  {say("removeKeeper", { number: at + 1 })}
                </Button>
              </p>
            )}
          </div>
        ))}
        {trustees.length < MAX_TRUSTEES && (
          <p>
            <Button kind="secondary" onPress={() => onChange({ ...given, trustees: [...trustees, ""] })}>
              {say("addKeeper")}
            </Button>
          </p>
        )}
      </div>
      <NumberField
        id="threshold"
        label={say("threshold")}
        help={say("thresholdHelp")}
        error={errorOf("threshold")}
        value={threshold === 0 ? undefined : threshold}
        onChange={(next) => onChange({ ...given, threshold: Math.min(next ?? 0, MAX_TRUSTEES) })}
      />
      <DateTimeField
        id="register-by"
        label={say("registerBy")}
        error={errorOf("register-by")}
        value={registerBy}
        onChange={(at) => onChange({ ...given, registerBy: at })}
      />
      <DateTimeField
        id="commit-by"
        label={say("commitBy")}
        error={errorOf("commit-by")}
        value={commitBy}
        onChange={(at) => onChange({ ...given, commitBy: at })}
      />
      <DateTimeField
        id="deal-by"
        label={say("dealBy")}
        error={errorOf("deal-by")}
        value={dealBy}
        onChange={(at) => onChange({ ...given, dealBy: at })}
      />
    </>
  );
}
