import { sql } from "kysely";
import type { Store } from "../../store/store.ts";
import type { FaultKind } from "../../store/tables/index/progress.ts";

export interface Fault {
  readonly kind: FaultKind;
  readonly subject: string;
  readonly blockNumber: number;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Notes a fault, once while it lasts. */
export async function raiseFault(store: Store, { kind, subject, blockNumber, detail }: Fault): Promise<void> {
  await store.database
    .insertInto("index_faults")
    .values({ kind, subject, block_number: blockNumber, detail: JSON.stringify(detail) })
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).where("cleared_at", "is", null).doNothing())
    .execute();
}

/** Of a kind; those that are still seen stay open. */
export async function clearFaults(store: Store, kind: FaultKind, except: readonly string[] = []): Promise<void> {
  let query = store.database
    .updateTable("index_faults")
    .set({ cleared_at: sql`now()` })
    .where("kind", "=", kind)
    .where("cleared_at", "is", null);
  if (except.length > 0) query = query.where("subject", "not in", except);
  await query.execute();
}

export function openFaults(store: Store): Promise<{ kind: FaultKind; subject: string; block_number: number }[]> {
  return store.database
    .selectFrom("index_faults")
    .select(["kind", "subject", "block_number"])
    .where("cleared_at", "is", null)
    .orderBy("id")
    .execute();
}
