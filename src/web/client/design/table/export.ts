import { cellValue, type Column } from "./rows.ts";

/**
 * RFC 4180, with a byte order mark so that spreadsheets read Chinese. A cell that a spreadsheet would take for a formula has an apostrophe
 * before it: what organizers and departments publish must not compute on auditors' machines.
 */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ title }) => csvCell(title)),
    ...rows.map((row) => columns.map((column) => csvCell(cellValue(column, row)))),
  ];
  return `\ufeff${lines.map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

function csvCell(value: string | number | bigint): string {
  if (typeof value !== "string") return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows as objects by the columns' keys; bigints as decimal strings, as everywhere in the project's JSON. */
export function jsonOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const objects = rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => {
        const value = cellValue(column, row);
        return [column.key, typeof value === "bigint" ? value.toString() : value];
      }),
    ),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}
