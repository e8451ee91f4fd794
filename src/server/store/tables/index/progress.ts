import type { ColumnType, JSONColumnType } from "kysely";
import type { Whole } from "./columns.ts";

/** One row: how far the chain is read. No row before the first range. */
export interface IndexStateTable {
  /** Always true. */
  single: ColumnType<boolean, boolean, never>;
  chain_id: Whole;
  /** Address of the elections contract, lower case: an index belongs to one deployment. */
  deployment: ColumnType<string, string, never>;
  /** Events are read from this block on. */
  first_block: Whole;
  /** Read to the end of this block. */
  cursor_block: ColumnType<number, number, number>;
  cursor_hash: ColumnType<string, string, string>;
  /** Time of that block, unix seconds: what phases go by. */
  cursor_time: ColumnType<number, number, number>;
  /** Rows up to this block will not be taken back. */
  final_block: ColumnType<number, number, number>;
  /** Newest block of the node at the last look. */
  head_block: ColumnType<number, number, number>;
  /** Counters and roots of the contracts agreed with the rows at this block. */
  verified_block: ColumnType<number | null, number | null, number | null>;
  /** When a range was last written or the chain was found unchanged; time of the database. */
  looked_at: ColumnType<Date, Date, unknown>;
}

/** What changed, in the order of commits; the oldest are dropped. */
export interface IndexChangesTable {
  id: ColumnType<number, never, never>;
  from_block: Whole;
  to_block: Whole;
  /** Rows above `from_block` − 1 were taken back first. */
  rolled_back: ColumnType<boolean, boolean, never>;
  /** Events written. */
  event_count: ColumnType<number, number, never>;
}

export const FAULT_KINDS = ["past-final", "contract-disagrees", "nodes-disagree", "wrong-chain"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What must not happen, for the watcher and the operator; open until cleared. Not part of what a rebuild makes. */
export interface IndexFaultsTable {
  id: ColumnType<number, never, never>;
  kind: ColumnType<FaultKind, FaultKind, never>;
  /** What it is about, such as "elections.electionCount". */
  subject: ColumnType<string, string, never>;
  block_number: Whole;
  detail: JSONColumnType<Record<string, string | number>>;
  found_at: ColumnType<Date, never, never>;
  cleared_at: ColumnType<Date | null, never, unknown>;
}

/** How far the index is, and what went wrong. */
export interface ProgressTables {
  index_state: IndexStateTable;
  index_changes: IndexChangesTable;
  index_faults: IndexFaultsTable;
}
