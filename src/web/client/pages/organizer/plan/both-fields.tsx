import type { ReactNode } from "react";
import { TextArea } from "../../../design/fields/text-area.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import type { BothLanguages } from "../../../../shared/both-languages.ts";
import { useTexts } from "../../../state/texts.ts";

interface BothFieldsProps {
  /** The fields are `id-en` and `id-zh`. */
  readonly id: string;
  readonly what: string;
  readonly help?: string;
  readonly rows?: number;
  readonly value: BothLanguages;
  readonly errorOf: (fieldId: string) => string | undefined;
  readonly onChange: (value: BothLanguages) => void;
}

/** One text in English and in Chinese. */
export function BothFields({ id, what, help, rows, value, errorOf, onChange }: BothFieldsProps): ReactNode {
  const say = useTexts("organizer");
  return (["en", "zh"] as const).map((locale) => {
    const given = {
      id: `${id}-${locale}`,
      label: say(locale === "en" ? "inEnglish" : "inChinese", { what }),
      error: errorOf(`${id}-${locale}`),
      value: value[locale],
      onChange: (text: string) => onChange({ ...value, [locale]: text }),
      ...(help === undefined ? {} : { help }),
    };
    return rows === undefined ? (
      <TextField key={locale} {...given} />
    ) : (
      <TextArea key={locale} {...given} rows={rows} />
    );
  });
}
