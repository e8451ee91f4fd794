import type { ColumnType, JSONColumnType } from "kysely";
import type { Address, At, Hash, OfEvent, Whole, Word } from "./columns.ts";

export interface VerifyingKeysTable extends OfEvent {
  key_id: Hash;
  circuit_hash: Hash;
  signal_count: ColumnType<number, number, never>;
}

export interface RollsTable extends OfEvent {
  roll_id: Word;
  registrar: Address;
  root: Word;
  size: Whole;
  /** numeric. */
  total_weight: Word;
  file_hash: Hash;
}

export interface CeremoniesTable extends OfEvent {
  ceremony_id: Word;
  creator: Address;
  threshold: ColumnType<number, number, never>;
  register_by: Whole;
  commit_by: Whole;
  deal_by: Whole;
  /** Accounts in the order of their indices, which count from 1. */
  trustees: JSONColumnType<string[]>;
}

export interface TrusteeStepsTable extends OfEvent {
  ceremony_id: Word;
  /** From 1. */
  trustee_index: ColumnType<number, number, never>;
  step: ColumnType<"registered" | "committed" | "dealt", string, never>;
}

export interface ElectionsTable extends OfEvent {
  election_id: Word;
  creator: Address;
  manifest_hash: Hash;
  roll_id: Word;
  ceremony_id: Word;
  /** Packed. */
  rules: Word;
  opens_at: Whole;
  closes_at: Whole;
  result_by: Whole;
  minimum_turnout: Whole;
  roll_root: Word;
  election_key_x: Word;
  election_key_y: Word;
  option_capacity: ColumnType<number, number, never>;
}

export interface ElectionCancellationsTable extends OfEvent {
  election_id: Word;
}

/** Also of `partial_decryptions`. */
export interface TrusteePartialsTable extends OfEvent {
  election_id: Word;
  /** From 1. */
  trustee_index: ColumnType<number, number, never>;
}

export interface BallotsTable extends OfEvent {
  election_id: Word;
  /** Order of acceptance, from 0. */
  ballot_index: ColumnType<number, number, never>;
  nullifier: Word;
  /** nullifier mod 2^16. */
  bucket: ColumnType<number, number, never>;
  /** As in receipts: keccak256 over nullifier and ciphertexts. */
  ballot_hash: Hash;
  /** As sent, decimal: 8 proof words, nullifier, 4 words an option. */
  words: JSONColumnType<string[]>;
}

export interface ResultsTable extends OfEvent {
  election_id: Word;
  /** Decimal; one for each option of the capacity. */
  counts: JSONColumnType<string[]>;
  trustee_indices: JSONColumnType<number[]>;
}

export interface ElectionStatesView extends ElectionsTable, At {
  phase: "setup" | "voting" | "opening" | "opened" | "failed" | "cancelled";
  threshold: number;
  accepted: number;
  /** Indices, ascending. */
  key_tests: number[];
  partials: number[];
  counts: string[] | null;
  opened_at: number | null;
}

export interface CeremonyStatesView extends CeremoniesTable, At {
  phase: "registering" | "committing" | "dealing" | "finished" | "failed";
  /** Indices, ascending. */
  registered: number[];
  committed: number[];
  dealt: number[];
}

/** Rolls, key ceremonies, elections, and the keys of their circuits. */
export interface ElectionTables {
  verifying_keys: VerifyingKeysTable;
  rolls: RollsTable;
  ceremonies: CeremoniesTable;
  trustee_steps: TrusteeStepsTable;
  elections: ElectionsTable;
  election_cancellations: ElectionCancellationsTable;
  key_tests: TrusteePartialsTable;
  partial_decryptions: TrusteePartialsTable;
  ballots: BallotsTable;
  results: ResultsTable;
  election_states: ElectionStatesView;
  ceremony_states: CeremonyStatesView;
}
