import type { ColumnType, JSONColumnType } from "kysely";
import type { AuditRole, AuditSubject } from "../../api/audit-trail.ts";

/** bigint in SQL; comes as a number. Never updated. */
type Whole = ColumnType<number, number, never>;
/** numeric(78): a decimal string. */
type Word = ColumnType<string, string, never>;
/** Lower case, 0x and 40 digits. */
type Address = ColumnType<string, string, never>;
/** Lower case, 0x and 64 digits. */
type Hash = ColumnType<string, string, never>;

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

/** Where a row stands on the chain. Rows are added and, when their block is taken back, deleted; none is ever changed. */
interface OfEvent {
  block_number: Whole;
  /** Place among the block's logs. */
  log_index: ColumnType<number, number, never>;
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

export interface PoliciesTable extends OfEvent {
  policy_id: Word;
  department_id: Word;
  scope_id: Word;
  policy_hash: Word;
  circuit: ColumnType<string, string, never>;
  max_status_age: Whole;
  max_clock_skew: Whole;
  validity: Whole;
  lapses: ColumnType<boolean, boolean, never>;
  revocable: ColumnType<boolean, boolean, never>;
  /** keccak256 of the text's bytes on chain. */
  text_hash: Hash;
  /** The policy file; U+FFFD stands for bytes that are no UTF-8, and for U+0000. */
  text: ColumnType<string, string, never>;
}

export interface PolicyRetirementsTable extends OfEvent {
  policy_id: Word;
}

/** Accepted presentations; a pseudonym may have several. */
export interface AttestationsTable extends OfEvent {
  policy_id: Word;
  pseudonym: Word;
  attested_at: Whole;
  expires_at: Whole;
  /** `now` of the presentation. */
  proven_at: Whole;
  trust_root: Word;
  disclosure_hash: Word;
}

export interface AttestationEndsTable extends OfEvent {
  policy_id: Word;
  pseudonym: Word;
  kind: ColumnType<"withdrawn" | "revoked", string, never>;
  /** Of a revocation. */
  reason: ColumnType<string | null, string | null, never>;
}

export interface EnrolmentsTable extends OfEvent {
  enrolment_id: Word;
  policy_id: Word;
  name: ColumnType<string, string, never>;
  opens_at: Whole;
  closes_at: Whole;
}

export interface EnrolledTable extends OfEvent {
  enrolment_id: Word;
  pseudonym: Word;
  commitment: Word;
  /** Order of enrolment, from 0. */
  position: ColumnType<number, number, never>;
}

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

/** Columns of the creating event's block and transaction, in every view. */
interface At {
  transaction_hash: string;
  /** Unix seconds. */
  created_at: number;
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

export interface DepartmentStatesView extends DepartmentsTable, At {}

export interface IssuerKeyStatesView extends IssuerKeysTable, At {
  status_root: string;
  lists_hash: string;
  status_at: number;
  removed_at: number | null;
  compromised: boolean;
}

export interface PolicyStatesView extends PoliciesTable, At {
  retired: boolean;
}

export interface AttestationStatesView extends AttestationsTable, At {
  withdrawn: boolean;
  revoked: boolean;
  /** At the time of the newest block read. */
  valid: boolean;
}

export interface EnrolmentStatesView extends EnrolmentsTable, At {
  size: number;
}

export interface LogStatesView extends LogsTable, At {
  size: number;
  /** Null before the first anchor. */
  root: string | null;
  anchored_at: number | null;
}

export interface IndexTables {
  blocks: BlocksTable;
  events: EventsTable;
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
  departments: DepartmentsTable;
  department_account_changes: DepartmentAccountChangesTable;
  issuer_keys: IssuerKeysTable;
  status_publications: StatusPublicationsTable;
  issuer_key_removals: IssuerKeyRemovalsTable;
  governor_changes: GovernorChangesTable;
  policies: PoliciesTable;
  policy_retirements: PolicyRetirementsTable;
  attestations: AttestationsTable;
  attestation_ends: AttestationEndsTable;
  enrolments: EnrolmentsTable;
  enrolled: EnrolledTable;
  logs: LogsTable;
  log_anchors: LogAnchorsTable;
  authority_events: AuthorityEventsTable;
  index_state: IndexStateTable;
  index_changes: IndexChangesTable;
  index_faults: IndexFaultsTable;
  election_states: ElectionStatesView;
  ceremony_states: CeremonyStatesView;
  department_states: DepartmentStatesView;
  issuer_key_states: IssuerKeyStatesView;
  policy_states: PolicyStatesView;
  attestation_states: AttestationStatesView;
  enrolment_states: EnrolmentStatesView;
  log_states: LogStatesView;
}
