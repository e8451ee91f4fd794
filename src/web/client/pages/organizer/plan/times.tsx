import { useEffect, type ReactNode } from "react";
import { DateTimeField } from "../../../design/fields/date-time-field.tsx";
import { timeText } from "../../../design/time.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { atHour } from "./at-hour.ts";
import type { PlanPageProps } from "./page-props.ts";

const DAY_SECONDS = 86_400;

export function TimesPage({ draft, change, errorOf }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  const language = useLanguage();
  const { opensAt, closesAt, resultBy, key } = draft;
  const keyUntil = key?.kind === "new" ? key.dealBy : undefined;
  const isNew = opensAt === undefined && closesAt === undefined && resultBy === undefined;
  useEffect(() => {
    if (!isNew) return;
    const from = Math.max(Math.floor(Date.now() / 1000), keyUntil ?? 0);
    const opens = atHour(from + DAY_SECONDS, 9);
    const closes = atHour(opens + 3 * DAY_SECONDS, 18);
    change({ opensAt: opens, closesAt: closes, resultBy: closes + 2 * DAY_SECONDS });
  }, [isNew, keyUntil, change]);
  return (
    <>
      {keyUntil !== undefined && <p>{say("keyUntil", { time: timeText(keyUntil, language) })}</p>}
      <DateTimeField
        id="opens-at"
        label={say("opensAt")}
        error={errorOf("opens-at")}
        value={opensAt}
        onChange={(at) => change({ opensAt: at })}
      />
      <DateTimeField
        id="closes-at"
        label={say("closesAt")}
        error={errorOf("closes-at")}
        value={closesAt}
        onChange={(at) => change({ closesAt: at })}
      />
      <DateTimeField
        id="result-by"
        label={say("resultBy")}
        help={say("resultByHelp")}
        error={errorOf("result-by")}
        value={resultBy}
        onChange={(at) => change({ resultBy: at })}
      />
    </>
  );
}
