import type { ReactNode } from "react";
import { useLanguage } from "../state/language.ts";
import type { Language } from "../texts/typed.ts";

/** Day and minute in the reader's language and time zone; `at` in unix seconds. */
export function Time({ at }: { readonly at: number }): ReactNode {
  const language = useLanguage();
  return <time dateTime={new Date(at * 1000).toISOString()}>{timeText(at, language)}</time>;
}

export function timeText(at: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
  });
  return format.format(new Date(at * 1000));
}
