import type { Database } from "../../store/store.ts";

/** The newest block whose rows are all there and stay; undefined before the first range was read. */
export async function finalBlockOf(database: Database): Promise<number | undefined> {
  const state = await database.selectFrom("index_state").select(["cursor_block", "final_block"]).executeTakeFirst();
  return state === undefined ? undefined : Math.min(state.cursor_block, state.final_block);
}
