import type { ReactNode } from "react";

export type CellValue = string | number | bigint;

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly align?: "start" | "end";
  /** How a cell looks; its value unless told. */
  readonly render?: (row: Row) => ReactNode;
  /** By what it is sorted, searched and exported; the row's own property of that key unless told. */
  readonly value?: (row: Row) => CellValue;
}

export interface Sorting {
  readonly key: string;
  readonly isDescending: boolean;
}

export function cellValue<Row>(column: Column<Row>, row: Row): CellValue {
  if (column.value !== undefined) return column.value(row);
  const own = (row as Readonly<Record<string, unknown>>)[column.key];
  return typeof own === "string" || typeof own === "number" || typeof own === "bigint" ? own : "";
}

/** Numbers by size, words as the language sorts them; rows that are equal keep their order. */
export function sortedRows<Row>(input: {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  sorting: Sorting | undefined;
  language: string;
}): readonly Row[] {
  const column = input.columns.find(({ key }) => key === input.sorting?.key);
  if (column === undefined || input.sorting === undefined) return input.rows;
  const sign = input.sorting.isDescending ? -1 : 1;
  const { compare } = new Intl.Collator(input.language, { numeric: true });
  return input.rows.toSorted((a, b) => sign * compareCells(cellValue(column, a), cellValue(column, b), compare));
}

function compareCells(a: CellValue, b: CellValue, compareWords: (a: string, b: string) => number): number {
  if (typeof a === "string" || typeof b === "string") return compareWords(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows in which every word that was typed occurs somewhere. */
export function matchingRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  typed: string,
): readonly Row[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map((column) => String(cellValue(column, row)))
      .join("\n")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
