import type { ColumnType, JSONColumnType } from "kysely";
import type { AuditRole, AuditSubject } from "../../../api/audit-trail.ts";
import type { Address, Hash, OfEvent, Whole } from "./columns.ts";

/** A block that logged something of ours, or to whose end the chain was read. */
export interface BlocksTable {
  number: Whole;
  hash: Hash;
  parent_hash: Hash;
  /** Unix seconds. */
  time: Whole;
  /** Logs of our contracts in it. */
  event_count: ColumnType<number, number, never>;
}

/** Every log of our contracts: the audit trail. */
export interface EventsTable extends OfEvent {
  transaction_hash: Hash;
  transaction_index: ColumnType<number, number, never>;
  /** Key of the contract in the deployment, such as "elections"; "authority" for the governor's contract. */
  contract: ColumnType<string, string, never>;
  address: Address;
  /** Of the event, as in the interface; "unknown" if no interface has it. */
  name: ColumnType<string, string, never>;
  subject_kind: ColumnType<AuditSubject, AuditSubject, never>;
  /** Decimal, of a verifying key 0x…; of an attestation the policy's id; empty for "governor" and "unknown". */
  subject_id: ColumnType<string, string, never>;
  role: ColumnType<AuditRole, AuditRole, never>;
  /** The account that acted, where the event itself publishes it. */
  account: ColumnType<string | null, string | null, never>;
  /** By name; whole numbers as decimal strings. Without what a typed row holds in full (`ballots.words`). */
  args: JSONColumnType<Record<string, unknown>>;
  /** SHA-256 over all that the node said of the log, for comparing nodes. */
  digest: Hash;
}

/** What the chain logged, of whatever subject. */
export interface ChainTables {
  blocks: BlocksTable;
  events: EventsTable;
}
