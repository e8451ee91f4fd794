import type { AsOf, Recorded } from "../../api/recorded.ts";

/** Where and when a row came to be, as views and `PLACE` give it. */
export interface PlacedRow {
  readonly block_number: number;
  readonly transaction_hash: string;
  /** Unix seconds. */
  readonly created_at: number;
}

export function toRecorded(row: PlacedRow, { finalBlock }: AsOf): Recorded {
  const block = row.block_number;
  return { block, time: row.created_at, transaction: row.transaction_hash, final: block <= finalBlock };
}
