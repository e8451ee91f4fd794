import { sql, type QueryExecutorProvider } from "kysely";

/** What the relayer was given, and the transactions in which it sends that on. */
export const name = "002-relay";

export async function up(database: QueryExecutorProvider): Promise<void> {
  await createSubmissions(database);
  await createEntries(database);
  await sql`
    CREATE TABLE relay_refusals (
      minute timestamptz NOT NULL,
      code text NOT NULL,
      count integer NOT NULL CHECK (count > 0),
      PRIMARY KEY (minute, code)
    )`.execute(database);
}

/** One nonce of an account is one submission for good; each of its transactions is kept before it is broadcast. */
async function createSubmissions(database: QueryExecutorProvider): Promise<void> {
  await sql`
    CREATE TABLE relay_accounts (
      address text PRIMARY KEY,
      next_nonce bigint NOT NULL CHECK (next_nonce >= 0)
    )`.execute(database);
  await sql`
    CREATE TABLE relay_submissions (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      account text NOT NULL REFERENCES relay_accounts,
      nonce bigint NOT NULL CHECK (nonce >= 0),
      kind text NOT NULL CHECK (kind IN ('ballot', 'attestation', 'enrolment')),
      target text NOT NULL,
      call_data text NOT NULL,
      gas_limit bigint NOT NULL CHECK (gas_limit > 0),
      state text NOT NULL CHECK (state IN ('signed', 'broadcast', 'mined', 'final', 'replaced', 'failed')),
      transaction_hash text,
      block_number bigint,
      UNIQUE (account, nonce)
    )`.execute(database);
  await sql`
    CREATE INDEX relay_submissions_open ON relay_submissions (account, nonce)
    WHERE state IN ('signed', 'broadcast', 'mined')`.execute(database);
  await sql`
    CREATE TABLE relay_transactions (
      hash text PRIMARY KEY,
      submission_id bigint NOT NULL REFERENCES relay_submissions ON DELETE CASCADE,
      raw text NOT NULL,
      max_fee_per_gas numeric(78) NOT NULL,
      priority_fee numeric(78) NOT NULL,
      sent_at timestamptz
    )`.execute(database);
  await sql`CREATE INDEX relay_transactions_submission ON relay_transactions (submission_id)`.execute(database);
}

/** No column tells who sent an entry, nor when to the minute. */
async function createEntries(database: QueryExecutorProvider): Promise<void> {
  await sql`
    CREATE TABLE relay_entries (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('ballot', 'attestation', 'enrolment')),
      target text NOT NULL,
      nullifier numeric(78) NOT NULL,
      content_hash text NOT NULL,
      words jsonb NOT NULL,
      commitment numeric(78) CHECK ((commitment IS NOT NULL) = (kind = 'enrolment')),
      submit_by bigint NOT NULL,
      closes_at bigint,
      state text NOT NULL CHECK (state IN ('received', 'submitted', 'included', 'final', 'refused')),
      reason text CHECK ((reason IS NOT NULL) = (state = 'refused')),
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz,
      submission_id bigint REFERENCES relay_submissions,
      transaction_hash text,
      block_number bigint
    )`.execute(database);
  // Once each; a refused entry stands in nobody's way. A pseudonym may be attested anew, by another presentation.
  await sql`
    CREATE UNIQUE INDEX relay_entries_once ON relay_entries (kind, target, nullifier)
    WHERE state <> 'refused' AND kind <> 'attestation'`.execute(database);
  await sql`
    CREATE UNIQUE INDEX relay_entries_attested ON relay_entries (target, nullifier, content_hash)
    WHERE state <> 'refused' AND kind = 'attestation'`.execute(database);
  await sql`
    CREATE UNIQUE INDEX relay_entries_commitment ON relay_entries (target, commitment)
    WHERE state <> 'refused' AND kind = 'enrolment'`.execute(database);
  await sql`
    CREATE INDEX relay_entries_waiting ON relay_entries (kind, target, due_at) WHERE state = 'received'`.execute(
    database,
  );
  await sql`
    CREATE INDEX relay_entries_elsewhere ON relay_entries (id)
    WHERE state = 'included' AND submission_id IS NULL`.execute(database);
  await sql`
    CREATE INDEX relay_entries_submission ON relay_entries (submission_id)
    WHERE submission_id IS NOT NULL`.execute(database);
}
