import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { fromKysely, PgBoss, type ConstructorOptions } from "pg-boss";
import { requireArgument } from "../../errors.ts";
import { QUEUES } from "./queues.ts";
import type { Database, JobData, JobOptions, Jobs } from "./store.ts";

export interface JobSettings {
  readonly database: Database;
  readonly boss: ConstructorOptions;
  readonly retryDelaySeconds: number;
  readonly onError: (error: Error) => void;
}

export interface OpenJobs extends Jobs {
  stop(): Promise<void>;
}

const DEAD_LETTERS = "dead-letters";
const TRIES = 5;
const LONGEST_RETRY_DELAY_SECONDS = 60;
const POLL_SECONDS = 0.5;
/** A job whose process died is taken up by another after this and one more round of supervision. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 5;
const STOP_TIMEOUT_MS = 25_000;

/** Jobs in the same database, by pg-boss. Workers ask every half second: no job of ours is in a hurry. */
export async function openJobs({
  database,
  boss: options,
  retryDelaySeconds,
  onError,
}: JobSettings): Promise<OpenJobs> {
  const boss = new PgBoss({
    ...options,
    schema: "pgboss",
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on("error", onError);
  const known = new Set<string>();
  const settings = {
    deadLetter: DEAD_LETTERS,
    retryLimit: TRIES - 1,
    ...(retryDelaySeconds > 0
      ? { retryDelay: retryDelaySeconds, retryBackoff: true, retryDelayMax: LONGEST_RETRY_DELAY_SECONDS }
      : { retryDelay: 0, retryBackoff: false }),
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: 3_600,
  };
  const makeQueue = async (queue: string): Promise<void> => {
    if (known.has(queue)) return;
    // One waiting job a key.
    await boss.createQueue(queue, { policy: "short", ...settings });
    // One that was made by an earlier version, or with other settings, goes by today's.
    await boss.updateQueue(queue, settings);
    // Fills the cache of pg-boss: within a transaction of the embedded database it could not ask.
    await boss.findJobs(queue, { id: randomUUID() });
    known.add(queue);
  };
  try {
    await boss.start();
    await boss.createQueue(DEAD_LETTERS);
    for (const queue of QUEUES) await makeQueue(queue);
  } catch (error) {
    // Its timers would keep a process alive that has nothing to do.
    await boss.stop({ graceful: false });
    throw error;
  }

  return {
    async work(queue, work) {
      await makeQueue(queue);
      await boss.work<JobData>(queue, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
        if (job !== undefined) await work(job.data);
      });
    },
    async send(queue, data, jobOptions = {}) {
      requireArgument(
        jobOptions.tx === undefined || known.has(queue),
        "queue",
        "one of store/queues.ts within a transaction",
      );
      await makeQueue(queue);
      await sendOnce({ boss, database, queue, data }, jobOptions);
    },
    async countDeadLetters() {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*) AS count FROM pgboss.job WHERE name = ${DEAD_LETTERS} AND state < 'active'`.execute(database);
      return rows[0]?.count ?? 0;
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  };
}

interface Sending {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly queue: string;
  readonly data: JobData;
}

/**
 * When a job of that key waits already, it stays the only one, and is due at the earlier of the two times. Touching its row holds
 * it back from workers until our transaction ends: otherwise one could take it now, not see yet what we are about to write, and
 * leave nobody to look again.
 */
async function sendOnce({ boss, database, queue, data }: Sending, options: JobOptions): Promise<void> {
  const { tx, key, startAfterSeconds = 0 } = options;
  const db = tx ?? database;
  const singletonKey = key ?? randomUUID();
  for (;;) {
    const sent = await boss.send(queue, data, { db: fromKysely(db), singletonKey, startAfter: startAfterSeconds });
    if (sent !== null) return;
    const { rows } = await sql`
      UPDATE pgboss.job SET start_after = least(start_after, now() + ${startAfterSeconds} * interval '1 second')
      WHERE name = ${queue} AND singleton_key = ${singletonKey} AND state = 'created'
      RETURNING id`.execute(db);
    if (rows.length > 0) return;
    // A worker took it in between: then another one is needed.
  }
}
