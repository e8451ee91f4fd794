import type { ColumnType, Generated, JSONColumnType } from "kysely";

export const ENTRY_KINDS = ["ballot", "attestation", "enrolment", "withdrawal"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/**
 * "received": kept, waits for its batch. "submitted": in a signed transaction. "included": mined, may still be undone; then it is
 * submitted again. "final" and "refused": over.
 */
export const ENTRY_STATES = ["received", "submitted", "included", "final", "refused"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** One ballot, presentation or withdrawal with a proof that holds. Nothing here tells who sent it. */
export interface RelayEntriesTable {
  /** The ticket: random, since whoever knows it may follow the entry. */
  id: string;
  kind: EntryKind;
  /** Decimal id of the election, policy or enrolment. */
  target: string;
  /** Of a presentation or withdrawal its pseudonym. */
  nullifier: string;
  /** 0x… of what the entry says. Proofs are left out: anyone can make others of the same from one. */
  content_hash: string;
  /** Decimal words as the contract takes them, proof first. */
  words: JSONColumnType<string[]>;
  /** Of an enrolment alone. */
  commitment: string | null;
  /** Chain time that the receipt names, in whole 5 minutes; unix seconds. */
  submit_by: number;
  /** Chain time from which the target takes no more; null where there is none. Unix seconds. */
  closes_at: number | null;
  state: EntryState;
  /** Error code; of refused entries alone. */
  reason: string | null;
  attempts: Generated<number>;
  /** Drawn at random; null as soon as the entry is submitted, so that the time of receipt is not kept. */
  due_at: ColumnType<Date | null, Date | null, Date | null>;
  submission_id: number | null;
  transaction_hash: string | null;
  block_number: number | null;
}

export interface RelayAccountsTable {
  /** Lower case. */
  address: string;
  next_nonce: number;
}

/** What takes one nonce of an account. */
export interface RelaySubmissionsTable {
  id: Generated<number>;
  account: string;
  nonce: number;
  kind: EntryKind;
  target: string;
  /** 0x… */
  call_data: string;
  gas_limit: number;
  /** "replaced": a transaction that is not ours took the nonce. */
  state: "signed" | "broadcast" | "mined" | "final" | "replaced" | "failed";
  /** Of its transaction that was mined. */
  transaction_hash: string | null;
  block_number: number | null;
}

/** The same call with the same nonce, each time with a higher fee. */
export interface RelayTransactionsTable {
  hash: string;
  submission_id: number;
  /** Signed, 0x…; kept before it is broadcast. */
  raw: string;
  /** Wei. */
  max_fee_per_gas: string;
  /** Wei. */
  priority_fee: string;
  /** Null until it was broadcast once. */
  sent_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** How many submissions were refused with a code, by minute, for the watcher. */
export interface RelayRefusalsTable {
  minute: ColumnType<Date, Date, never>;
  code: string;
  count: number;
}

export interface RelayTables {
  relay_entries: RelayEntriesTable;
  relay_accounts: RelayAccountsTable;
  relay_submissions: RelaySubmissionsTable;
  relay_transactions: RelayTransactionsTable;
  relay_refusals: RelayRefusalsTable;
}
