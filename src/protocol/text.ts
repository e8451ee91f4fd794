/**
 * Text that people read and compare: NFC, no control or invisible characters, no space at the ends, no word that mixes Latin
 * with Cyrillic or Greek look-alikes.
 */
export function textFault(
  text: string,
  { maxLength, lines = false }: { maxLength: number; lines?: boolean },
): string | undefined {
  if (text.length === 0) return "is empty";
  if ([...text].length > maxLength) return `is longer than ${maxLength} characters`;
  if (!text.isWellFormed()) return "is not well-formed Unicode";
  if (text !== text.normalize("NFC")) return "is not in normal form NFC";
  if (text !== text.trim()) return "has spaces at its ends";
  const visible = lines ? text.replaceAll("\n", "") : text;
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(visible)) return "has control or invisible characters";
  if (hasMixedWord(text)) return "has a word that mixes Latin letters with look-alikes of another script";
  return undefined;
}

function hasMixedWord(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}

/** Two texts with one key look the same to a reader: compatibility forms, case and spacing aside. */
export function lookAlikeKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[\s\p{P}]+/gu, " ")
    .trim();
}

/** UTF-8 without byte order mark; undefined where the bytes are not. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
