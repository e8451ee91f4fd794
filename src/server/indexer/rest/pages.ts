import { PsephosError } from "../../../errors.ts";
import { decodeCursor, encodeCursor } from "../../api/page.ts";

/** Rows of a query that asked for one more than the page holds, so that it is known whether another page follows. */
export interface PageInput<Row, Item> {
  readonly rows: readonly Row[];
  readonly limit: number;
  /** Sort keys of a row. */
  readonly keysOf: (row: Row) => readonly (string | number)[];
  readonly toItem: (row: Row) => Item;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

export function pageFrom<Row, Item>({ rows, limit, keysOf, toItem }: PageInput<Row, Item>): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), nextCursor: isMore ? encodeCursor(keysOf(last).map(String)) : null };
}

const DECIMAL = /^(0|[1-9][0-9]*)$/;

export const MAX_WORD_DIGITS = 78;
/** Of numbers that a bigint column holds and JavaScript counts exactly. */
export const MAX_COUNT_DIGITS = 15;
/** Of numbers that an integer column holds. */
export const MAX_INDEX_DIGITS = 9;

/** Decimal keys of a cursor with at most so many digits each; undefined for the first page. */
export function cursorKeys(cursor: string | undefined, digits: readonly number[]): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const keys = decodeCursor(cursor, digits.length);
  if (!keys.every((key, index) => DECIMAL.test(key) && key.length <= digits[index]!)) throw malformed();
  return keys;
}

export function malformed(): PsephosError {
  return new PsephosError("REQUEST_MALFORMED", "The cursor is not one of this list. Start without one.");
}
