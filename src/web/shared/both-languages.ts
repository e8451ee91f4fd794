/** A text in both languages, as it is typed: one of them may be empty. */
export interface BothLanguages {
  readonly en: string;
  readonly zh: string;
}

/** As it is published: where one language is left empty its readers see the other. */
export function inBoth({ en, zh }: BothLanguages): BothLanguages {
  const [english, chinese] = [en.trim().normalize("NFC"), zh.trim().normalize("NFC")];
  return { en: english === "" ? chinese : english, zh: chinese === "" ? english : chinese };
}
