import type { ColumnType } from "kysely";
import type { At, Hash, OfEvent, Whole, Word } from "./columns.ts";

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

/** Policies, and what was presented under them. */
export interface AttestationTables {
  policies: PoliciesTable;
  policy_retirements: PolicyRetirementsTable;
  attestations: AttestationsTable;
  attestation_ends: AttestationEndsTable;
  enrolments: EnrolmentsTable;
  enrolled: EnrolledTable;
  policy_states: PolicyStatesView;
  attestation_states: AttestationStatesView;
  enrolment_states: EnrolmentStatesView;
}
