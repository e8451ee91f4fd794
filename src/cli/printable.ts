const ESCAPE = "\u001b";
/** What `Style` writes: bold, dim, green, red, and their ends. */
const STYLES = `${ESCAPE}\\[(?:1|2|22|31|32|39)m`;
/** Moves the cursor, colours, hides or turns around what follows, on one terminal or another. */
const UNSEEN = String.raw`[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]`;
const STYLE_OR_UNSEEN = new RegExp(`(${STYLES})|${UNSEEN}`, "gu");

/**
 * Text for a terminal. Names come from chains and from other people's files, where nobody keeps them from holding escape sequences;
 * each such character becomes U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(STYLE_OR_UNSEEN, (_found, style: string | undefined) => style ?? "\ufffd");
}

/** The same JSON with such characters as \u escapes; JSON.stringify escapes those below U+0020 alone. */
export function printableJson(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) =>
    found
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
