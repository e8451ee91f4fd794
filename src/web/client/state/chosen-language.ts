import { LANGUAGES, type Language } from "../texts/typed.ts";
import { keep, kept } from "./preferences.ts";

const KEY = "language";

/** What was chosen here before; else the first of the browser's languages that there is. */
export function chosenLanguage(): Language {
  const before = kept(KEY);
  const wanted = [before ?? "", ...navigator.languages].map((tag) => tag.toLowerCase().split("-")[0]);
  return (
    LANGUAGES.find((language) => language === wanted.find((tag) => LANGUAGES.some((known) => known === tag))) ?? "en"
  );
}

export function keepLanguage(language: Language): void {
  keep(KEY, language);
}
