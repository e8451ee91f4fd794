import type { ColumnType, Generated, JSONColumnType } from "kysely";

/** bigint in SQL; comes as a number. */
type Whole = ColumnType<number, number, number>;

/** Text, numbers and yes or no, for people and programs; never a secret. */
export type AlertDetail = Readonly<Record<string, string | number | boolean>>;

/** One thing that somebody should look at, from the time it was seen until it was over. */
export interface AlertsTable {
  id: Generated<string>;
  /** Counts up in the order of raising. */
  number: Generated<number>;
  /** Anew, from one rising sequence, whenever the alert is raised, changes its severity or is cleared: what event streams resume by. */
  change: ColumnType<number, never, unknown>;
  kind: string;
  severity: "info" | "warning" | "critical";
  /** What it is about, such as `election:3`; open alerts of one kind differ in it. */
  subject: string;
  detail: JSONColumnType<AlertDetail>;
  raised_at: Generated<Date>;
  cleared_at: ColumnType<Date | null, never, unknown>;
}

/** The watcher's own sum of an election's ballots up to a final block; dropped and made again when that block is no longer there. */
export interface WatchedElectionsTable {
  /** Decimal. */
  election_id: string;
  block_number: Whole;
  block_hash: string;
  /** Ballots in the sum. */
  ballots: number;
  /** Coordinates of the sum as decimal strings: c1.x, c1.y, c2.x, c2.y of each option. */
  aggregate: JSONColumnType<string[]>;
}

/** One row: which of several watchers looks at present. */
export interface WatchLeaseTable {
  single: Generated<boolean>;
  /** Random, one for each time that a watcher starts; null before the first. */
  holder: string | null;
  /** By the database's clock; another watcher may take over afterwards. */
  held_until: ColumnType<Date, never, unknown>;
}

/** What was seen before and must not be otherwise later: final blocks, the largest anchor of each log, and since when the chain has its newest block. */
export interface WatchMemoryTable {
  /** Such as `block:120`, `log:3` or `head`. */
  key: string;
  /** Block number or size. */
  number: Whole;
  /** 0x… of the block or root. */
  hash: string;
  seen_at: ColumnType<Date, never, unknown>;
}

export interface AlertTables {
  alerts: AlertsTable;
  watched_elections: WatchedElectionsTable;
  watch_lease: WatchLeaseTable;
  watch_memory: WatchMemoryTable;
}
