import type { Language } from "../../../texts/typed.ts";

/** A day of UTC, as the index counts them. */
export function dayText(startsAt: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  return format.format(new Date(startsAt * 1000));
}
