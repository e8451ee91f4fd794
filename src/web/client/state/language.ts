import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next } from "react-i18next";
import { LANGUAGES, type Language } from "../texts/typed.ts";
import { inSentence } from "./in-sentence.ts";
import { keep, kept } from "./preferences.ts";

const KEY = "language";
/** As the document's language attribute says it. */
const TAGS: Readonly<Record<Language, string>> = { en: "en", zh: "zh-Hans" };

/** All words of a language, at once: no part of a page waits for its own. */
async function loadLanguage(language: Language): Promise<void> {
  const { texts } = await (language === "zh" ? import("../texts/zh/index.ts") : import("../texts/en/index.ts"));
  for (const [namespace, words] of Object.entries(texts)) i18next.addResourceBundle(language, namespace, words);
}

/** The words of errors, when an error is first shown; and another language's, where a page shows both. */
async function loadNamespace(language: Language, namespace: string): Promise<object> {
  if (namespace === "errors") {
    if (language === "zh") return (await import("../../../protocol/error-texts/zh.ts")).errorTextsZh;
    return (await import("../../../protocol/error-texts/en.ts")).errorTextsEn;
  }
  await loadLanguage(language);
  return i18next.getResourceBundle(language, namespace) as object;
}

/** Resolves once the words are there. */
export async function startLanguage(): Promise<void> {
  const language = chosenLanguage();
  document.documentElement.lang = TAGS[language];
  i18next.use({
    type: "backend" as const,
    init: () => undefined,
    read: (language: string, namespace: string, done: (error: Error | null, texts: object | null) => void) => {
      loadNamespace(language as Language, namespace).then(
        (texts) => done(null, texts),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    ns: [],
    defaultNS: "common",
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows; this is for the order in which it is read.
    interpolation: { escapeValue: true, escape: inSentence },
    react: { useSuspense: true },
  });
  await loadLanguage(language);
}

/** Changes the words in place: whatever a page holds stays as it is. */
export async function setLanguage(language: Language): Promise<void> {
  keep(KEY, language);
  await loadLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = TAGS[language];
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** Outside components, as for file names; components use `useLanguage`. */
export function currentLanguage(): Language {
  return LANGUAGES.find((language) => language === i18next.language) ?? "en";
}

function subscribe(changed: () => void): () => void {
  i18next.on("languageChanged", changed);
  return () => {
    i18next.off("languageChanged", changed);
  };
}

/** What was chosen here before; else the first of the browser's languages that there is. */
function chosenLanguage(): Language {
  const before = kept(KEY);
  const wanted = [before ?? "", ...navigator.languages].map((tag) => tag.toLowerCase().split("-")[0]);
  return (
    LANGUAGES.find((language) => language === wanted.find((tag) => LANGUAGES.some((known) => known === tag))) ?? "en"
  );
}
