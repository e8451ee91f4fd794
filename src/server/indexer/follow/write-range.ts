import { sql, type Transaction } from "kysely";
import type { BlockHeader } from "../../../chain/reading/raw.ts";
import type { Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import type { StepListener } from "../../telemetry.ts";
import type { Rows } from "./rows.ts";
import { holdCursor, type Cursor } from "./state.ts";

/** Everything our contracts logged in some blocks that follow each other. */
export interface ReadRange {
  readonly fromBlock: number;
  /** Blocks with logs, and last of all the range's end. */
  readonly headers: readonly BlockHeader[];
  readonly rows: Rows;
}

export interface RangeWriting {
  readonly store: Store;
  readonly after: Cursor;
  readonly range: ReadRange;
  readonly onStep: StepListener;
}

/** Changes that are kept for event streams to catch up. */
const KEPT_CHANGES = 10_000;

/** Rows and cursor in one transaction. False if another indexer has moved the cursor: nothing is written then. */
export function writeRange({ store, after, range, onStep }: RangeWriting): Promise<boolean> {
  const { fromBlock, headers, rows } = range;
  const end = headers.at(-1)!;
  return store.transaction(async (tx) => {
    if (!(await holdCursor(tx, after))) return false;
    await insertBlockRows(tx, range);
    await insertRows(tx, "events", rows.events);
    for (const [table, values] of rows.typed) await insertRows(tx, table, values);
    await onStep("indexer.rows-written");
    await tx
      .updateTable("index_state")
      .set({ cursor_block: end.number, cursor_hash: end.hash, cursor_time: end.time })
      .execute();
    await noteChange(tx, { fromBlock, toBlock: end.number, rolledBack: false, eventCount: rows.events.length });
    await dropEmptyBlocks(tx);
    await onStep("indexer.cursor-written");
    return true;
  });
}

async function insertBlockRows(tx: Transaction<Tables>, { headers, rows }: ReadRange): Promise<void> {
  const counts = new Map<number, number>();
  for (const { block_number } of rows.events) counts.set(block_number, (counts.get(block_number) ?? 0) + 1);
  const values = headers.map(({ number, hash, parentHash, time }) => {
    return { number, hash, parent_hash: parentHash, time, event_count: counts.get(number) ?? 0 };
  });
  await insertRows(tx, "blocks", values);
}

/** One statement however many rows: the database takes them apart by its own types. */
async function insertRows(tx: Transaction<Tables>, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  const into = sql.table(table);
  await sql`INSERT INTO ${into} SELECT * FROM jsonb_populate_recordset(NULL::${into}, ${json}::text::jsonb)`.execute(
    tx,
  );
}

export interface Change {
  readonly fromBlock: number;
  readonly toBlock: number;
  readonly rolledBack: boolean;
  readonly eventCount: number;
}

export async function noteChange(tx: Transaction<Tables>, change: Change): Promise<void> {
  const { fromBlock, toBlock, rolledBack, eventCount } = change;
  const { id } = await tx
    .insertInto("index_changes")
    .values({ from_block: fromBlock, to_block: toBlock, rolled_back: rolledBack, event_count: eventCount })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .deleteFrom("index_changes")
    .where("id", "<=", id - KEPT_CHANGES)
    .execute();
}

/** Ends of ranges are kept to find where a reorganisation began; of the final ones the newest is enough. */
async function dropEmptyBlocks(tx: Transaction<Tables>): Promise<void> {
  await sql`
    DELETE FROM blocks WHERE event_count = 0
    AND number < (SELECT max(number) FROM blocks WHERE number <= (SELECT final_block FROM index_state))`.execute(tx);
}
