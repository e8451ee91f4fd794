import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next } from "react-i18next";
import { LANGUAGES, type Language } from "../texts/typed.ts";
import { keepLanguage } from "./chosen-language.ts";
import { inSentence } from "./in-sentence.ts";
import { errorWords, firstWords, otherWords, type Words } from "./words.ts";

/** As the document's language attribute says it. */
const TAGS: Readonly<Record<Language, string>> = { en: "en", zh: "zh-Hans" };

function add(language: Language, words: Words): void {
  for (const [namespace, texts] of Object.entries(words)) i18next.addResourceBundle(language, namespace, texts);
}

async function loadLanguage(language: Language): Promise<void> {
  const all = await Promise.all([firstWords(language), otherWords(language)]);
  for (const words of all) add(language, words);
}

/** When a page first shows one that is not there yet: its own before they came, those of errors, another language's. */
async function loadNamespace(language: Language, namespace: string): Promise<object> {
  if (namespace === "errors") return errorWords(language);
  await loadLanguage(language);
  return i18next.getResourceBundle(language, namespace) as object;
}

/** The portal speaks this language from now on, with these words; others are loaded when they are first shown. */
export async function startLanguage(language: Language, words: Words): Promise<void> {
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
  add(language, words);
}

/** All words of the language that is shown, before a page asks for them. If they do not come, whoever asks is told. */
export function loadAllWords(): void {
  loadLanguage(currentLanguage()).catch(() => undefined);
}

/** Changes the words in place: whatever a page holds stays as it is. */
export async function setLanguage(language: Language): Promise<void> {
  keepLanguage(language);
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
