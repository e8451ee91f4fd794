import type { Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Queries inside or outside a transaction. */
export type Database = Kysely<Tables>;

/** The one place where state is kept: PostgreSQL, embedded or a server, with the same SQL. */
export interface Store {
  readonly kind: "embedded" | "server";
  readonly database: Database;
  /**
   * All or nothing. Runs again after a serialization failure, a deadlock or a lost connection (5 tries, growing pauses with jitter), so
   * `work` touches nothing but the database. The embedded database has one connection: inside `work` use `tx` alone.
   */
  transaction<Result>(work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  readonly jobs: Jobs;
  /** Rejects with STORE_UNAVAILABLE when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface JobOptions {
  /** Sent together with the rest of a transaction, or not at all. */
  readonly tx?: Transaction<Tables>;
  readonly startAfterSeconds?: number;
  /** At most one waiting job of the queue has this key; another one sent meanwhile is dropped. */
  readonly key?: string;
}

export type JobData = Readonly<Record<string, string | number>>;

/** Durable jobs. A job may come twice: what it does must be idempotent. After 5 failures it goes to the dead letters, which raise an alert. */
export interface Jobs {
  /** Before `send`: makes the queue if there is none. `work` rejects to have the job again later. */
  work(queue: string, work: (data: JobData) => Promise<void>): Promise<void>;
  send(queue: string, data: JobData, options?: JobOptions): Promise<void>;
  /** Jobs that failed for good, for the watcher. */
  countDeadLetters(): Promise<number>;
}
