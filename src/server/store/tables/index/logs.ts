import type { ColumnType } from "kysely";
import type { Address, At, Hash, OfEvent, Whole, Word } from "./columns.ts";

export interface LogsTable extends OfEvent {
  log_id: Word;
  operator: Address;
  name: ColumnType<string, string, never>;
}

export interface LogAnchorsTable extends OfEvent {
  log_id: Word;
  size: Whole;
  root: Hash;
}

export interface LogStatesView extends LogsTable, At {
  size: number;
  /** Null before the first anchor. */
  root: string | null;
  anchored_at: number | null;
}

/** Sharing logs. */
export interface LogTables {
  logs: LogsTable;
  log_anchors: LogAnchorsTable;
  log_states: LogStatesView;
}
