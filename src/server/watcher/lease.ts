import { sql, type Transaction } from "kysely";
import type { Store } from "../store/store.ts";
import type { Tables } from "../store/tables.ts";

/** Of several watchers one looks at a time, so that none clears what another has just seen. Who is killed is replaced when its lease ends. */
export interface Lease {
  /** Taken, or kept on: false while another watcher holds it. */
  take(): Promise<boolean>;
  /** Within a transaction that writes what was seen; false if another watcher took over meanwhile. Nobody can until `tx` ends. */
  hold(tx: Transaction<Tables>): Promise<boolean>;
  release(): Promise<void>;
}

export function leaseOf({ store, holder, seconds }: { store: Store; holder: string; seconds: number }): Lease {
  return {
    async take() {
      const { rows } = await sql`
        UPDATE watch_lease SET holder = ${holder}, held_until = now() + ${seconds} * interval '1 second'
        WHERE holder = ${holder} OR held_until <= now()
        RETURNING single`.execute(store.database);
      return rows.length > 0;
    },
    async hold(tx) {
      const row = await tx
        .selectFrom("watch_lease")
        .select("single")
        .where("holder", "=", holder)
        .where("held_until", ">", sql<Date>`now()`)
        .forUpdate()
        .executeTakeFirst();
      return row !== undefined;
    },
    async release() {
      await store.database
        .updateTable("watch_lease")
        .set({ holder: null, held_until: sql`'-infinity'` })
        .where("holder", "=", holder)
        .execute();
    },
  };
}
