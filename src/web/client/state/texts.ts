import { useTranslation } from "react-i18next";
import type { texts } from "../texts/en/index.ts";
import type { Language, Say } from "../texts/typed.ts";

type Texts = typeof texts;
export type Namespace = keyof Texts;

/**
 * The texts of a namespace in the reader's language: `const say = useTexts("vote"); say("chosen", { count: 3 })`.
 * Shows the nearest Suspense while they load.
 */
export function useTexts<N extends Namespace>(namespace: N): Say<Texts[N]> {
  const { t } = useTranslation(namespace as string);
  return t as unknown as Say<Texts[N]>;
}

/** The same in one language, whatever the reader's is: for showing both. */
export function useTextsIn<N extends Namespace>(language: Language, namespace: N): Say<Texts[N]> {
  const { t } = useTranslation(namespace as string, { lng: language });
  return t as unknown as Say<Texts[N]>;
}
