import { sql } from "kysely";
import type { Store } from "../../store/store.ts";

/** A text that is another one whenever the index is. */
export type Pulse = () => Promise<string>;

/** However many ask, the database is asked once in `pollMs`. */
export function pulseOf({ store, pollMs }: { store: Store; pollMs: number }): Pulse {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<string> = Promise.resolve("");
  return () => {
    const now = performance.now();
    if (now - askedAt >= pollMs) {
      askedAt = now;
      answer = ask(store);
    }
    return answer;
  };
}

async function ask({ database }: Store): Promise<string> {
  const query = sql<{
    pulse: string;
  }>`SELECT concat_ws(' ', cursor_hash, final_block, (SELECT max(id) FROM index_changes)) AS pulse
    FROM index_state`;
  return (await query.execute(database)).rows[0]?.pulse ?? "";
}
