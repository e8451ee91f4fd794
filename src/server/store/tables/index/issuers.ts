import type { ColumnType, JSONColumnType } from "kysely";
import type { Address, At, Hash, OfEvent, Whole, Word } from "./columns.ts";

export interface DepartmentsTable extends OfEvent {
  department_id: Word;
  did: ColumnType<string, string, never>;
  /** Of the registration; `department_states` has the present one. */
  account: Address;
}

export interface DepartmentAccountChangesTable extends OfEvent {
  department_id: Word;
  account: Address;
}

export interface IssuerKeysTable extends OfEvent {
  /** Place in the trust tree, from 0. */
  key_index: ColumnType<number, number, never>;
  department_id: Word;
  schema_hash: Word;
  epoch: Whole;
  ends_at: Whole;
  certificate_hash: Hash;
  public_key_x: Word;
  public_key_y: Word;
}

export interface StatusPublicationsTable extends OfEvent {
  key_index: ColumnType<number, number, never>;
  status_root: Word;
  lists_hash: Hash;
  trust_root: Word;
}

export interface IssuerKeyRemovalsTable extends OfEvent {
  key_index: ColumnType<number, number, never>;
  compromised: ColumnType<boolean, boolean, never>;
  trust_root: Word;
}

export interface GovernorChangesTable extends OfEvent {
  step: ColumnType<"started" | "transferred", string, never>;
  previous: ColumnType<string | null, string | null, never>;
  next: Address;
}

/** Of the governing authority, when a contract of ours is the governor. */
export interface AuthorityEventsTable extends OfEvent {
  authority: Address;
  step: ColumnType<"members-changed" | "proposed" | "approved" | "executed", string, never>;
  proposal_id: ColumnType<string | null, string | null, never>;
  member: ColumnType<string | null, string | null, never>;
  target: ColumnType<string | null, string | null, never>;
  /** Calldata, 0x… */
  data: ColumnType<string | null, string | null, never>;
  expires_at: ColumnType<number | null, number | null, never>;
  members: JSONColumnType<string[] | null>;
  threshold: ColumnType<number | null, number | null, never>;
}

export interface DepartmentStatesView extends DepartmentsTable, At {}

export interface IssuerKeyStatesView extends IssuerKeysTable, At {
  status_root: string;
  lists_hash: string;
  status_at: number;
  removed_at: number | null;
  compromised: boolean;
}

/** Departments, their keys, and who governs them. */
export interface IssuerTables {
  departments: DepartmentsTable;
  department_account_changes: DepartmentAccountChangesTable;
  issuer_keys: IssuerKeysTable;
  status_publications: StatusPublicationsTable;
  issuer_key_removals: IssuerKeyRemovalsTable;
  governor_changes: GovernorChangesTable;
  authority_events: AuthorityEventsTable;
  department_states: DepartmentStatesView;
  issuer_key_states: IssuerKeyStatesView;
}
