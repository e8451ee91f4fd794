import { describeFailure } from "../http/describe-failure.ts";
import type { Store } from "../store/store.ts";
import type { Telemetry } from "../telemetry.ts";
import { CHORES, type Chore } from "./chores.ts";

const QUEUE = "housekeeping";

export interface HousekeepingOptions {
  readonly store: Store;
  readonly telemetry: Telemetry;
  /** In place of the usual ones. */
  readonly chores?: readonly Chore[];
}

/**
 * Does the chores for as long as the store is open. Each is a job with a key, so of all processes on the database one does it at a time,
 * and another goes on when that one is killed.
 */
export async function startHousekeeping({ store, telemetry, chores = CHORES }: HousekeepingOptions): Promise<void> {
  const { log } = telemetry;
  await store.jobs.work(QUEUE, async (data) => {
    const chore = chores.find(({ name }) => name === data["chore"]);
    // Of another version that shares the database: it will come to those that know it.
    if (chore === undefined) return;
    // First, so that a failure for good does not end the round.
    await sendNext(store, chore);
    try {
      log.debug({ chore: chore.name, ...(await chore.run(store)) }, "A chore is done");
    } catch (error) {
      log.warn({ chore: chore.name, failure: describeFailure(error) }, "A chore failed, and is tried again");
      throw error;
    }
  });
  for (const chore of chores) await sendNext(store, chore);
}

async function sendNext({ jobs }: Store, { name, everySeconds }: Chore): Promise<void> {
  await jobs.send(QUEUE, { chore: name }, { key: name, startAfterSeconds: everySeconds });
}
