import { sql } from "kysely";
import type { Store } from "../../store/store.ts";

/**
 * Empties the index; the next start reads the chain from the deployment on. For the operator, when the chain took back what was final,
 * or the index and the contracts disagree for good. The relayer's and the watcher's tables are not touched. Streams go on: changes keep
 * their numbers.
 */
export async function rebuildIndex(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    // Waits for an indexer that is writing; the next one finds its cursor gone.
    await tx.selectFrom("index_state").select("single").forUpdate().execute();
    const state = await tx.selectFrom("index_state").select("first_block").executeTakeFirst();
    await tx.deleteFrom("index_state").execute();
    await sql`TRUNCATE blocks CASCADE`.execute(tx);
    if (state === undefined) return;
    await tx
      .insertInto("index_changes")
      .values({ from_block: state.first_block, to_block: state.first_block - 1, rolled_back: true, event_count: 0 })
      .execute();
    await tx
      .updateTable("index_faults")
      .set({ cleared_at: sql`now()` })
      .where("cleared_at", "is", null)
      .execute();
  });
}
