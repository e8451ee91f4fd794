import { PsephosError } from "../errors.ts";
import type { BilingualText } from "../protocol/manifest.ts";

/** A text as people type it in one argument: "English | 中文", or one text for both languages. */
export function parseBilingual(text: string): BilingualText {
  const [en = "", zh, ...more] = text.split("|").map((part) => part.trim());
  if (more.length > 0) {
    throw new PsephosError("USAGE", `A text is "English | 中文" with one bar, or one text for both. Got: ${text}`);
  }
  return { en, zh: zh ?? en };
}
