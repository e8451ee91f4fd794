import { sql, type RawBuilder } from "kysely";

/** Holds where the column contains the words as they are written, in any case; always without words. */
export function contains(column: RawBuilder<unknown>, words: string | undefined): RawBuilder<boolean> {
  if (words === undefined) return sql`true`;
  const literal = words.replace(/[\\%_]/g, (character) => `\\${character}`);
  return sql`${column} ILIKE ${`%${literal}%`}`;
}
