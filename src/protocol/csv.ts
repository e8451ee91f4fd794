/** What a spreadsheet takes for the start of a formula, and what it strips before it looks. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** The same where a spreadsheet of another country, which separates by semicolons or tabs, would begin a cell in the middle of ours. */
const INNER_FORMULA = /([;\t\r\n][\s\p{Cc}"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** RFC 4180 with a byte order mark, without which spreadsheets misread Chinese. Numbers stay numbers, also below zero. */
export function csvText(rows: readonly (readonly (string | number | bigint)[])[]): string {
  const line = (row: readonly (string | number | bigint)[]): string =>
    row.map((cell) => (typeof cell === "string" ? csvCell(cell) : `"${cell}"`)).join(",");
  return `\uFEFF${rows.map(line).join("\r\n")}\r\n`;
}

/** Quoted whatever it holds. Names on chain are anybody's text: one that looks like a formula begins with an apostrophe. */
export function csvCell(text: string): string {
  const start = /^[\s\p{Cc}]*/u.exec(text)![0].length;
  const whole = text.slice(0, start) + text.slice(start).replaceAll(INNER_FORMULA, "$1'");
  const safe = FORMULA.test(whole) ? `'${whole}` : whole;
  return `"${safe.replaceAll('"', '""')}"`;
}
