import type { QueryExecutorProvider } from "kysely";
import * as index from "./migrations/001-index.ts";
import * as relay from "./migrations/002-relay.ts";
import * as alerts from "./migrations/003-alerts.ts";
import * as portal from "./migrations/004-portal.ts";
import * as withdrawals from "./migrations/005-relayed-withdrawals.ts";
import * as logEntries from "./migrations/006-log-entries.ts";

/** One step of the schema. Once released it is never edited: the next change is another step. */
export interface Migration {
  /** Begins with its place in the order, such as `002-relay`. */
  readonly name: string;
  /** Runs once, in one transaction of its own. Plain SQL alone: the typed tables are those of today. */
  up(database: QueryExecutorProvider): Promise<void>;
}

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [index, relay, alerts, portal, withdrawals, logEntries];
