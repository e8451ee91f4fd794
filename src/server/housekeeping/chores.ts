import { sql } from "kysely";
import { LETTER_DAYS } from "../api/letters.ts";
import type { Database, Store } from "../store/store.ts";

/** Something that has to be done from time to time, by one of all the processes on a database. */
export interface Chore {
  readonly name: string;
  readonly everySeconds: number;
  /** May be done twice, or be killed anywhere. Resolves to what was done, for the log. */
  run(store: Store): Promise<Readonly<Record<string, string | number>>>;
}

/** What the watcher may still ask about, and a day to look at after an alert. */
const REFUSALS_KEPT_HOURS = 24;

/** Counts of refusals say when somebody was here: they do not stay longer than they are of use. */
const forgetRefusals: Chore = {
  name: "forget-refusals",
  everySeconds: 3_600,
  async run({ database }) {
    const { numDeletedRows } = await database
      .deleteFrom("relay_refusals")
      .where("minute", "<", sql<Date>`now() - ${REFUSALS_KEPT_HOURS} * interval '1 hour'`)
      .executeTakeFirstOrThrow();
    return { rows: Number(numDeletedRows) };
  },
};

/** By then whoever owns the box has looked, or will not. */
const forgetLetters: Chore = {
  name: "forget-letters",
  everySeconds: 3_600,
  async run({ database }) {
    const { numDeletedRows } = await database
      .deleteFrom("letters")
      .where("arrived_at", "<", sql<Date>`now() - ${LETTER_DAYS} * interval '1 day'`)
      .executeTakeFirstOrThrow();
    return { rows: Number(numDeletedRows) };
  },
};

/** The embedded database has no autovacuum: without this, deleted rows would stay on disk, and queries be planned for empty tables. */
const tidyTables: Chore = {
  name: "tidy-tables",
  everySeconds: 300,
  async run({ kind, database }) {
    if (kind === "server") return { tables: "left to autovacuum" };
    const tables = await changedTables(database);
    // One after the other, since this database has one connection: others get their turn in between.
    for (const { schema, name } of tables)
      await sql`VACUUM (ANALYZE) ${sql.table(`${schema}.${name}`)}`.execute(database);
    return { tables: tables.map(({ name }) => name).join(" ") };
  },
};

/** By the thresholds of autovacuum. */
async function changedTables(database: Database): Promise<{ schema: string; name: string }[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    SELECT schemaname AS schema, relname AS name FROM pg_stat_user_tables
    WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup
    ORDER BY schemaname, relname`.execute(database);
  return rows;
}

export const CHORES: readonly Chore[] = [forgetRefusals, forgetLetters, tidyTables];
