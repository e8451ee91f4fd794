import type { ColumnType, Generated } from "kysely";

/** A file that the chain names, byte for byte. */
export interface PublicFilesTable {
  /** keccak256, 0x…. */
  hash: string;
  bytes: Uint8Array;
  /** Bytes. */
  size: number;
}

/** A sealed letter. Nothing here tells who sent it, or who reads it. */
export interface LettersTable {
  id: Generated<string>;
  /** Counts up in the order of arrival. */
  number: ColumnType<number, never, never>;
  /** SHA-256 of the token that reads it, hexadecimal. */
  box: string;
  sealed: Uint8Array;
  /** SHA-256 of `sealed`, hexadecimal: the same letter again is the same row. */
  digest: string;
  /** The hour, no more. */
  arrived_at: ColumnType<Date, never, never>;
}

export interface PortalTables {
  public_files: PublicFilesTable;
  letters: LettersTable;
}
