import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";

/** An office as people know it: the host of its did:web, with the path behind it. */
export function officeName(did: string): string {
  return did
    .replace(/^did:web:/, "")
    .replaceAll(":", "/")
    .replaceAll(/%3A/gi, ":");
}

/** Says a text that comes in both languages. */
export function useSaid(): (text: Readonly<Record<"en" | "zh", string>>) => string {
  const language = useLanguage();
  return (text) => text[language];
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** A span of time in its largest whole unit. */
export function useSpan(): (seconds: number) => string {
  const say = useTexts("wallet");
  return (seconds) => {
    if (seconds % DAY === 0) return say("days", { count: seconds / DAY });
    if (seconds % HOUR === 0) return say("hours", { count: seconds / HOUR });
    return say("minutes", { count: Math.max(1, Math.round(seconds / MINUTE)) });
  };
}

/** Several names in one line, as the language joins them. */
export function useJoined(): (names: readonly string[]) => string {
  const language = useLanguage();
  return (names) => names.join(language === "zh" ? "、" : ", ");
}

/** Day and minute as a text, for the middle of a sentence. */
export function useMoment(): (at: number) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
  });
  return (at) => format.format(new Date(at * 1000));
}

export function useDay(): (at: number) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "long" });
  return (at) => format.format(new Date(at * 1000));
}
