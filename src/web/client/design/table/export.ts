import { csvText } from "../../../../protocol/csv.ts";
import { cellValue, type Column } from "./rows.ts";

export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return csvText([
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((column) => cellValue(column, row))),
  ]);
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
