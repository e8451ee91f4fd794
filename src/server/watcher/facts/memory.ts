import { sql } from "kysely";
import type { Database } from "../../store/store.ts";

/** A block and its number, or a log's root and its size. */
export interface Remembered {
  readonly number: number;
  /** 0x… */
  readonly hash: string;
}

export async function recall(database: Database, key: string): Promise<Remembered | undefined> {
  return await database.selectFrom("watch_memory").select(["number", "hash"]).where("key", "=", key).executeTakeFirst();
}

export async function remember(database: Database, key: string, { number, hash }: Remembered): Promise<void> {
  const row = { number, hash, seen_at: sql`now()` };
  await database
    .insertInto("watch_memory")
    .values({ key, number, hash })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/** One of many under a prefix; what was seen first stays. */
export async function rememberOnce(database: Database, prefix: string, { number, hash }: Remembered): Promise<void> {
  await database
    .insertInto("watch_memory")
    .values({ key: `${prefix}:${number}`, number, hash })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
}

/** All under a prefix, highest number first. */
export async function recallAll(database: Database, prefix: string): Promise<Remembered[]> {
  return await database
    .selectFrom("watch_memory")
    .select(["number", "hash"])
    .where("key", "like", `${prefix}:%`)
    .orderBy("number", "desc")
    .execute();
}

export async function moveMemory(
  database: Database,
  { from, to, number }: { readonly from: string; readonly to: string; readonly number: number },
): Promise<void> {
  // One that was moved there before, and whose place was taken once more, is the older evidence.
  await sql`
    INSERT INTO watch_memory (key, number, hash)
    SELECT ${`${to}:${number}`}, number, hash FROM watch_memory WHERE key = ${`${from}:${number}`}
    ON CONFLICT (key) DO NOTHING`.execute(database);
  await database.deleteFrom("watch_memory").where("key", "=", `${from}:${number}`).execute();
}

export type Forgetting = { readonly prefix: string } & ({ readonly keep: number } | { readonly seconds: number });

/** All under the prefix but the `keep` highest, or what is older than `seconds`. */
export async function forget(database: Database, forgetting: Forgetting): Promise<void> {
  const pattern = `${forgetting.prefix}:%`;
  const old =
    "keep" in forgetting
      ? sql<boolean>`key IN (SELECT key FROM watch_memory WHERE key LIKE ${pattern} ORDER BY number DESC OFFSET ${forgetting.keep})`
      : sql<boolean>`seen_at < now() - ${forgetting.seconds} * interval '1 second'`;
  await database.deleteFrom("watch_memory").where("key", "like", pattern).where(old).execute();
}
