/** One thing said to people, in each language that the command line speaks. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

export type TextValues = Readonly<Record<string, string | number | bigint>>;

/** Puts values into the `{name}` places of a text. A place without a value stays visible, so that a test finds it. */
export function fillText(input: { text: Text; language: Language; values?: TextValues }): string {
  const { text, language, values = {} } = input;
  return text[language].replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? place : String(value);
  });
}

/** Fills the same values into every language, for a text that becomes a part of another. */
export function fillTexts(text: Text, values: TextValues): Text {
  return { en: fillText({ text, language: "en", values }), zh: fillText({ text, language: "zh", values }) };
}
