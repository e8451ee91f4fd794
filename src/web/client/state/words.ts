import type { Language } from "../texts/typed.ts";

/** Texts by namespace and key. */
export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Of what stands around every page, and of the home page: few, and needed before anything can be shown. */
export async function firstWords(language: Language): Promise<Words> {
  const { firstTexts } = await (language === "zh" ? import("../texts/zh/first.ts") : import("../texts/en/first.ts"));
  return firstTexts;
}

/** Of all other pages at once: whoever goes on from one of them to another waits for no words again. */
export async function otherWords(language: Language): Promise<Words> {
  const { otherTexts } = await (language === "zh" ? import("../texts/zh/others.ts") : import("../texts/en/others.ts"));
  return otherTexts;
}

/** Of errors, by code; in a namespace of their own. */
export async function errorWords(language: Language): Promise<Readonly<Record<string, string>>> {
  if (language === "zh") return (await import("../../../protocol/error-texts/zh.ts")).errorTextsZh;
  return (await import("../../../protocol/error-texts/en.ts")).errorTextsEn;
}
