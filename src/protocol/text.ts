/**
 * What cannot be seen, or turns around what can: controls, directions, fillers, blank letters. Variation selectors stay, since emoji and
 * rare ideographs are written with them.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u2800]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u;

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
  if (UNSEEN.test(visible)) return "has control or invisible characters";
  if (hasMixedWord(text)) return "has a word that mixes Latin letters with look-alikes of another script";
  return undefined;
}

function hasMixedWord(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}

/** Somebody else's text on a page, whatever it holds: what cannot be seen in it stands as its number, as ⟨U+202E⟩. */
export function shownText(text: string): string {
  return [...text].map((character) => (isUnseen(character) ? `⟨U+${codeOf(character)}⟩` : character)).join("");
}

function isUnseen(character: string): boolean {
  return character !== "\n" && UNSEEN.test(character);
}

function codeOf(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
}

/** Two texts with one key look the same to a reader: compatibility forms, case, spacing and what cannot be seen aside. */
export function lookAlikeKey(text: string): string {
  return text
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
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
