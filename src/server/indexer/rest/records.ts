import { sql, type RawBuilder, type Transaction } from "kysely";
import type { Deployment } from "../../../chain/deployments.ts";
import { PsephosError } from "../../../errors.ts";
import type { AsOf } from "../../api/recorded.ts";
import { withRetries } from "../../store/retry.ts";
import type { Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";

/** What the handlers of the index work on. */
export interface Records {
  readonly store: Store;
  readonly deployment: Deployment;
}

/** All that one answer is made of: rows of one moment, and how far the index was then. */
export interface Snapshot {
  readonly tx: Transaction<Tables>;
  readonly asOf: AsOf;
}

/** Reads rows that belong together: no range is written, and none taken back, between two queries of `work`. */
export function atOneMoment<Result>(
  { store }: Pick<Records, "store">,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  const transaction = store.database.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  // Reading changes nothing, so it may be done again after a lost connection.
  return withRetries(() => transaction.execute(async (tx) => work({ tx, asOf: await readAsOf(tx) })));
}

export async function readAsOf(database: Transaction<Tables> | Store["database"]): Promise<AsOf> {
  const state = await database
    .selectFrom("index_state")
    .select(["cursor_block", "cursor_time", "final_block"])
    .executeTakeFirst();
  if (state === undefined) {
    throw new PsephosError("BUSY", "The index has read nothing of the chain yet. Try again in a minute.");
  }
  return {
    block: state.cursor_block,
    time: state.cursor_time,
    finalBlock: state.final_block,
  };
}

export async function rowsOf<Row>(tx: Transaction<Tables>, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(tx)).rows;
}

/** Which record is meant, for the message when there is none. */
export interface Sought {
  readonly what: string;
  readonly id: bigint | number;
}

/** The first row; NOT_FOUND if there is none. */
export async function rowOf<Row>(tx: Transaction<Tables>, query: RawBuilder<Row>, sought: Sought): Promise<Row> {
  const [row] = await rowsOf(tx, query);
  if (row === undefined) throw notFound(sought);
  return row;
}

export function notFound({ what, id }: Sought): PsephosError {
  const message = `The index knows no ${what} ${id}. Look at the number; what is newer than the answer's block comes later.`;
  return new PsephosError("NOT_FOUND", message, { detail: { what, id: id.toString() } });
}

/** For a table as `t`: the transaction (`e`) and the block (`k`) that brought its row. */
export const PLACED = sql`JOIN events e ON e.block_number = t.block_number AND e.log_index = t.log_index
  JOIN blocks k ON k.number = t.block_number`;

/** Columns of `PlacedRow`. */
export const PLACE = sql`t.block_number, e.transaction_hash, k.time AS created_at`;
