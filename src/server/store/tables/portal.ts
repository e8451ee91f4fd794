import type { ColumnType, Generated } from "kysely";

/** A file that the chain names, byte for byte. */
export interface PublicFilesTable {
  /** keccak256, 0x…. */
  hash: string;
  bytes: Uint8Array;
  /** Bytes. */
  size: number;
}

/** Entries of a log of data sharing, as its office published them last. */
export interface LogEntriesTable {
  log_id: string;
  /** Entries. */
  size: number;
  /** One a line, each with its line feed. */
  bytes: Uint8Array;
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
  log_entries: LogEntriesTable;
  letters: LettersTable;
}
