import { texts as english } from "../../../../src/web/client/texts/en/index.ts";
import { texts as chinese } from "../../../../src/web/client/texts/zh/index.ts";
import type { Language } from "../../../../src/web/client/texts/typed.ts";

type Namespace = keyof typeof english;

/** The portal's words as a reader of this language sees them. */
export type Words = (
  namespace: Namespace,
  key: string,
  values?: Readonly<Record<string, string | number | bigint>>,
) => string;

export function wordsIn(language: Language): Words {
  const texts = language === "zh" ? chinese : english;
  return (namespace, key, values = {}) => {
    const found = (texts[namespace] as Readonly<Record<string, string>>)[key];
    if (found === undefined) throw new Error(`There is no text ${namespace}.${key}.`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}
