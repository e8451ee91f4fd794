import type { ColumnType } from "kysely";

/** bigint in SQL; comes as a number. Never updated. */
export type Whole = ColumnType<number, number, never>;
/** numeric(78): a decimal string. */
export type Word = ColumnType<string, string, never>;
/** Lower case, 0x and 40 digits. */
export type Address = ColumnType<string, string, never>;
/** Lower case, 0x and 64 digits. */
export type Hash = ColumnType<string, string, never>;

/** Where a row stands on the chain. Rows are added and, when their block is taken back, deleted; none is ever changed. */
export interface OfEvent {
  block_number: Whole;
  /** Place among the block's logs. */
  log_index: ColumnType<number, number, never>;
}

/** Columns of the creating event's block and transaction, in every view. */
export interface At {
  transaction_hash: string;
  /** Unix seconds. */
  created_at: number;
}
