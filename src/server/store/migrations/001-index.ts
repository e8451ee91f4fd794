import { sql, type QueryExecutorProvider } from "kysely";
import { INDEX_VIEWS } from "./001-index-views.ts";

/**
 * What the chain's logs say, one row an event. Rows are only ever added, or deleted with their block; what is true now are views over
 * them. So taking a block back is one deletion, and the tables are those of an index made anew.
 */
export const name = "001-index";

export async function up(database: QueryExecutorProvider): Promise<void> {
  for (const statement of [...TABLES, ...INDEXES, ...INDEX_VIEWS]) await sql.raw(statement).execute(database);
}

/** Where an event's row stands. */
const PLACE = `
  block_number bigint NOT NULL REFERENCES blocks ON DELETE CASCADE,
  log_index integer NOT NULL,
  PRIMARY KEY (block_number, log_index)`;

/** A word of the EVM, or a field element. */
const WORD = "numeric(78) NOT NULL";

function table(name: string, columns: string): string {
  return `CREATE TABLE ${name} (${PLACE}, ${columns})`;
}

const TABLES = [
  `CREATE TABLE blocks (
    number bigint PRIMARY KEY, hash text NOT NULL, parent_hash text NOT NULL, time bigint NOT NULL, event_count integer NOT NULL
  )`,
  table(
    "events",
    `transaction_hash text NOT NULL, transaction_index integer NOT NULL, contract text NOT NULL, address text NOT NULL, name text NOT NULL,
    subject_kind text NOT NULL, subject_id text NOT NULL, role text NOT NULL, account text, args jsonb NOT NULL,
    digest text NOT NULL`,
  ),
  table("verifying_keys", "key_id text NOT NULL UNIQUE, circuit_hash text NOT NULL, signal_count integer NOT NULL"),
  table(
    "rolls",
    `roll_id ${WORD} UNIQUE, registrar text NOT NULL, root ${WORD}, size bigint NOT NULL, total_weight ${WORD}, file_hash text NOT NULL`,
  ),
  table(
    "ceremonies",
    `ceremony_id ${WORD} UNIQUE, creator text NOT NULL, threshold integer NOT NULL, register_by bigint NOT NULL, commit_by bigint NOT NULL,
    deal_by bigint NOT NULL, trustees jsonb NOT NULL`,
  ),
  table(
    "trustee_steps",
    `ceremony_id ${WORD}, trustee_index integer NOT NULL, step text NOT NULL CHECK (step IN ('registered', 'committed', 'dealt')),
    UNIQUE (ceremony_id, trustee_index, step)`,
  ),
  table(
    "elections",
    `election_id ${WORD} UNIQUE, creator text NOT NULL, manifest_hash text NOT NULL, roll_id ${WORD}, ceremony_id ${WORD}, rules ${WORD},
    opens_at bigint NOT NULL, closes_at bigint NOT NULL, result_by bigint NOT NULL, minimum_turnout bigint NOT NULL, roll_root ${WORD},
    election_key_x ${WORD}, election_key_y ${WORD}, option_capacity integer NOT NULL`,
  ),
  table("election_cancellations", `election_id ${WORD} UNIQUE`),
  table("key_tests", `election_id ${WORD}, trustee_index integer NOT NULL, UNIQUE (election_id, trustee_index)`),
  table(
    "partial_decryptions",
    `election_id ${WORD}, trustee_index integer NOT NULL, UNIQUE (election_id, trustee_index)`,
  ),
  // What the contract promises is asked of the rows too: a node that invents a second ballot of one nullifier is refused.
  table(
    "ballots",
    `election_id ${WORD}, ballot_index integer NOT NULL, nullifier ${WORD}, bucket integer NOT NULL, ballot_hash text NOT NULL,
    words jsonb NOT NULL, UNIQUE (election_id, ballot_index), UNIQUE (election_id, nullifier)`,
  ),
  table("results", `election_id ${WORD} UNIQUE, counts jsonb NOT NULL, trustee_indices jsonb NOT NULL`),
  table("departments", `department_id ${WORD} UNIQUE, did text NOT NULL, account text NOT NULL`),
  table("department_account_changes", `department_id ${WORD}, account text NOT NULL`),
  table(
    "issuer_keys",
    `key_index integer NOT NULL UNIQUE, department_id ${WORD}, schema_hash ${WORD}, epoch bigint NOT NULL, ends_at bigint NOT NULL,
    certificate_hash text NOT NULL, public_key_x ${WORD}, public_key_y ${WORD}`,
  ),
  table(
    "status_publications",
    `key_index integer NOT NULL, status_root ${WORD}, lists_hash text NOT NULL, trust_root ${WORD}`,
  ),
  table("issuer_key_removals", `key_index integer NOT NULL, compromised boolean NOT NULL, trust_root ${WORD}`),
  table(
    "governor_changes",
    "step text NOT NULL CHECK (step IN ('started', 'transferred')), previous text, next text NOT NULL",
  ),
  table(
    "policies",
    `policy_id ${WORD} UNIQUE, department_id ${WORD}, scope_id ${WORD}, policy_hash ${WORD}, circuit text NOT NULL,
    max_status_age bigint NOT NULL, max_clock_skew bigint NOT NULL, validity bigint NOT NULL, lapses boolean NOT NULL,
    revocable boolean NOT NULL, text_hash text NOT NULL, text text NOT NULL`,
  ),
  table("policy_retirements", `policy_id ${WORD} UNIQUE`),
  table(
    "attestations",
    `policy_id ${WORD}, pseudonym ${WORD}, attested_at bigint NOT NULL, expires_at bigint NOT NULL, proven_at bigint NOT NULL,
    trust_root ${WORD}, disclosure_hash ${WORD}`,
  ),
  table(
    "attestation_ends",
    `policy_id ${WORD}, pseudonym ${WORD}, kind text NOT NULL CHECK (kind IN ('withdrawn', 'revoked')), reason text`,
  ),
  table(
    "enrolments",
    `enrolment_id ${WORD} UNIQUE, policy_id ${WORD}, name text NOT NULL, opens_at bigint NOT NULL, closes_at bigint NOT NULL`,
  ),
  table(
    "enrolled",
    `enrolment_id ${WORD}, pseudonym ${WORD}, commitment ${WORD}, position integer NOT NULL, UNIQUE (enrolment_id, position),
    UNIQUE (enrolment_id, pseudonym)`,
  ),
  table("logs", `log_id ${WORD} UNIQUE, operator text NOT NULL, name text NOT NULL`),
  table("log_anchors", `log_id ${WORD}, size bigint NOT NULL, root text NOT NULL, UNIQUE (log_id, size)`),
  table(
    "authority_events",
    `authority text NOT NULL, step text NOT NULL CHECK (step IN ('members-changed', 'proposed', 'approved', 'executed')),
    proposal_id numeric(78), member text, target text, data text, expires_at bigint, members jsonb, threshold integer`,
  ),
  `CREATE TABLE index_state (
    single boolean PRIMARY KEY DEFAULT true CHECK (single), chain_id bigint NOT NULL, deployment text NOT NULL, first_block bigint NOT NULL,
    cursor_block bigint NOT NULL, cursor_hash text NOT NULL, cursor_time bigint NOT NULL, final_block bigint NOT NULL,
    head_block bigint NOT NULL, verified_block bigint, looked_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE index_changes (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, from_block bigint NOT NULL, to_block bigint NOT NULL, rolled_back boolean NOT NULL,
    event_count integer NOT NULL
  )`,
  `CREATE TABLE index_faults (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, kind text NOT NULL, subject text NOT NULL, block_number bigint NOT NULL,
    detail jsonb NOT NULL, found_at timestamptz NOT NULL DEFAULT now(), cleared_at timestamptz
  )`,
];

const INDEXES = [
  "CREATE INDEX blocks_without_events ON blocks (number) WHERE event_count = 0",
  "CREATE INDEX events_subject ON events (subject_kind, subject_id, block_number, log_index)",
  "CREATE INDEX events_name ON events (name, block_number, log_index)",
  "CREATE INDEX ballots_bucket ON ballots (election_id, bucket)",
  "CREATE INDEX elections_ceremony ON elections (ceremony_id)",
  "CREATE INDEX department_account_changes_department ON department_account_changes (department_id)",
  "CREATE INDEX issuer_keys_department ON issuer_keys (department_id)",
  "CREATE INDEX status_publications_key ON status_publications (key_index, block_number, log_index)",
  "CREATE INDEX issuer_key_removals_key ON issuer_key_removals (key_index)",
  "CREATE INDEX policies_department ON policies (department_id)",
  "CREATE INDEX attestations_pseudonym ON attestations (policy_id, pseudonym, block_number, log_index)",
  "CREATE INDEX attestation_ends_pseudonym ON attestation_ends (policy_id, pseudonym, block_number, log_index)",
  "CREATE INDEX enrolments_policy ON enrolments (policy_id)",
  // One open fault of a kind about a subject, however many indexers see it.
  "CREATE UNIQUE INDEX index_faults_open ON index_faults (kind, subject) WHERE cleared_at IS NULL",
];
