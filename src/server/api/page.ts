import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { integerText } from "./words.ts";

/** Lists come in pages in a stable order; the next page starts after the last key of this one, so rows that arrive meanwhile shift nothing. */

export const MAX_PAGE_SIZE = 200;
const DEFAULT_PAGE_SIZE = 50;
const MAX_CURSOR_LENGTH = 400;

/** Where the next page starts. Opaque to clients: they send back what they got. */
export const cursor = z
  .string()
  .max(MAX_CURSOR_LENGTH)
  .regex(/^[A-Za-z0-9_-]+$/, "must be a cursor of an earlier answer");

/** For `query` of a list; further filters come by `pageQuery.extend({ … })`. */
export const pageQuery = z.strictObject({
  limit: integerText({ min: 1, max: MAX_PAGE_SIZE }).prefault(String(DEFAULT_PAGE_SIZE)),
  cursor: cursor.optional(),
});

/** A page of `item`s; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item).max(MAX_PAGE_SIZE), nextCursor: cursor.nullable() });
}

const KEY = /^[A-Za-z0-9_-]{1,100}$/;

/** The sort keys of a page's last row, each of letters, digits, - and _, such as decimal numbers and hashes. */
export function encodeCursor(keys: readonly string[]): string {
  if (keys.length === 0 || !keys.every((key) => KEY.test(key))) {
    throw new PsephosError("ARGUMENT_INVALID", "keys must be words of letters, digits, - and _.");
  }
  return btoa(keys.join(".")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Back to exactly `count` keys. What they say is for the caller to check: anybody can write a cursor. */
export function decodeCursor(text: string, count: number): readonly string[] {
  const keys = textOf(text).split(".");
  const usable = keys.length === count && keys.every((key) => KEY.test(key)) && encodeCursor(keys) === text;
  if (!usable) throw new PsephosError("REQUEST_MALFORMED", "The cursor is not one of this list. Start without one.");
  return keys;
}

function textOf(text: string): string {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch (error) {
    if (error instanceof DOMException) return "";
    throw error;
  }
}
