import { setTimeout as pause } from "node:timers/promises";
import type { Store } from "../../store/store.ts";
import type { Change } from "./write-range.ts";

/** A committed change of the index, of this process or another. */
export interface IndexChange extends Change {
  /** Rises with every change; what streams resume by. */
  readonly id: number;
}

export interface ChangesQuestion {
  readonly store: Store;
  readonly signal: AbortSignal;
  /** Only later ones; those from now on unless told. Of changes long past only the newest 10,000 are kept. */
  readonly after?: number;
  /** How often the database is asked. */
  readonly pollMs?: number;
}

const DEFAULT_POLL_MS = 500;
const MOST_AT_ONCE = 100;

/** Changes in the order of commits, until `signal` is aborted. */
export async function* changes(question: ChangesQuestion): AsyncGenerator<IndexChange, void, undefined> {
  const { store, signal, pollMs = DEFAULT_POLL_MS } = question;
  let last = question.after ?? (await newestChange(store));
  while (!signal.aborted) {
    const found = await changesAfter(store, last);
    for (const change of found) {
      if (isAborted(signal)) return;
      yield change;
      last = change.id;
    }
    if (found.length < MOST_AT_ONCE) await paused(pollMs, signal);
  }
}

/** 0 before the first one. */
export async function newestChange(store: Store): Promise<number> {
  const row = await store.database
    .selectFrom("index_changes")
    .select(({ fn }) => fn.max("id").as("id"))
    .executeTakeFirst();
  return row?.id ?? 0;
}

async function changesAfter(store: Store, id: number): Promise<IndexChange[]> {
  const rows = await store.database
    .selectFrom("index_changes")
    .selectAll()
    .where("id", ">", id)
    .orderBy("id")
    .limit(MOST_AT_ONCE)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fromBlock: row.from_block,
    toBlock: row.to_block,
    rolledBack: row.rolled_back,
    eventCount: row.event_count,
  }));
}

/** Returns early when aborted. */
export async function paused(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Asked through a function, since the signal changes while others are waited for. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
