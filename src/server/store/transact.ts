import { setTimeout as pause } from "node:timers/promises";
import { sql, type Transaction } from "kysely";
import { isLost, withRetries } from "./retry.ts";
import type { Database } from "./store.ts";
import type { Tables } from "./tables.ts";

type Work<Result> = (tx: Transaction<Tables>) => Promise<Result>;

/** For a database in this process: no connection is lost between them. */
export function transact<Result>(database: Database, work: Work<Result>): Promise<Result> {
  return withRetries(() => database.transaction().execute(work));
}

/**
 * For a server. When the connection is lost while COMMIT is under way, nobody has said whether it happened: running `work` again could
 * do it twice, and giving up could call undone what is done. So the server is asked afterwards.
 */
export function transactOnServer<Result>(database: Database, work: Work<Result>): Promise<Result> {
  return withRetries(async () => {
    let done: { readonly result: Result; readonly id: string | null } | undefined;
    try {
      return await database.transaction().execute(async (tx) => {
        const result = await work(tx);
        done = { result, id: await transactionId(tx) };
        return result;
      });
    } catch (error) {
      if (done === undefined || !isLost(error)) throw error;
      // One that changed nothing has no id.
      if (done.id === null || (await withRetries(() => isCommitted(database, done!.id!)))) return done.result;
      throw error;
    }
  });
}

async function transactionId(tx: Transaction<Tables>): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`SELECT pg_current_xact_id_if_assigned()::text AS id`.execute(tx);
  return rows[0]?.id ?? null;
}

const STATUS_PAUSE_MS = 50;

async function isCommitted(database: Database, id: string): Promise<boolean> {
  for (;;) {
    const status = await statusOf(database, id);
    if (status !== "in progress") return status === "committed";
    // Its server process has not noticed yet that we are gone, or is still at it.
    await pause(STATUS_PAUSE_MS);
  }
}

async function statusOf(database: Database, id: string): Promise<string | null> {
  // A server that crashed may not have written down that such a transaction ever began, and refuses to speak of it.
  const { rows } = await sql<{ status: string | null }>`
    SELECT CASE WHEN ${id}::xid8 < pg_snapshot_xmax(pg_current_snapshot()) THEN pg_xact_status(${id}::xid8) END AS status`.execute(
    database,
  );
  return rows[0]?.status ?? null;
}
