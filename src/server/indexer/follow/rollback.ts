import { sql } from "kysely";
import type { Store } from "../../store/store.ts";
import type { StepListener } from "../../telemetry.ts";
import type { Node } from "./node.ts";
import { holdCursor, type Cursor } from "./state.ts";
import { noteChange } from "./write-range.ts";

export interface KnownBlock {
  readonly number: number;
  readonly hash: string;
  readonly time: number;
}

const CHUNK = 32;

/** The newest block of the index that the chain still has. Undefined if it has none: then it is another chain, or was started anew. */
export async function commonAncestor(store: Store, node: Node): Promise<KnownBlock | undefined> {
  let below = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const blocks = await store.database
      .selectFrom("blocks")
      .select(["number", "hash", "time"])
      .where("number", "<", below)
      .orderBy("number", "desc")
      .limit(CHUNK)
      .execute();
    if (blocks.length === 0) return undefined;
    const headers = await Promise.all(blocks.map(({ number }) => node.header(number)));
    const found = blocks.find(({ hash }, index) => headers[index]?.hash === hash);
    if (found !== undefined) return found;
    below = blocks.at(-1)!.number;
  }
}

/** Takes back every block above `ancestor`. False if another indexer has moved the cursor: nothing is changed then. */
export function rollBack(input: {
  readonly store: Store;
  readonly from: Cursor;
  readonly ancestor: KnownBlock;
  readonly onStep: StepListener;
}): Promise<boolean> {
  const { store, from, ancestor, onStep } = input;
  return store.transaction(async (tx) => {
    if (!(await holdCursor(tx, from))) return false;
    // All other rows go with their block.
    await tx.deleteFrom("blocks").where("number", ">", ancestor.number).execute();
    await onStep("indexer.rollback-deleted");
    await tx
      .updateTable("index_state")
      .set({
        cursor_block: ancestor.number,
        cursor_hash: ancestor.hash,
        cursor_time: ancestor.time,
        final_block: sql<number>`least(final_block, ${ancestor.number}::bigint)`,
        // Not `least`, which would make a number of "never".
        verified_block: sql<number>`CASE WHEN verified_block > ${ancestor.number} THEN ${ancestor.number}::bigint ELSE verified_block END`,
      })
      .execute();
    const { number } = ancestor;
    await noteChange(tx, { fromBlock: number + 1, toBlock: number, rolledBack: true, eventCount: 0 });
    return true;
  });
}
