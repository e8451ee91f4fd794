import { sql, type QueryExecutorProvider } from "kysely";

/** The relayer takes withdrawals of attestations, too: each ends what was proven at one time, so that a pseudonym may have several. */
export const name = "005-relayed-withdrawals";

export async function up(database: QueryExecutorProvider): Promise<void> {
  for (const table of ["relay_submissions", "relay_entries"]) {
    const [place, kinds] = [sql.table(table), sql.ref(`${table}_kind_check`)];
    await sql`ALTER TABLE ${place} DROP CONSTRAINT ${kinds}`.execute(database);
    await sql`
      ALTER TABLE ${place} ADD CONSTRAINT ${kinds}
      CHECK (kind IN ('ballot', 'attestation', 'enrolment', 'withdrawal'))`.execute(database);
  }
  await sql`DROP INDEX relay_entries_once`.execute(database);
  await sql`
    CREATE UNIQUE INDEX relay_entries_once ON relay_entries (kind, target, nullifier)
    WHERE state <> 'refused' AND kind <> 'attestation' AND kind <> 'withdrawal'`.execute(database);
  await sql`
    CREATE UNIQUE INDEX relay_entries_withdrawn ON relay_entries (target, nullifier, content_hash)
    WHERE state <> 'refused' AND kind = 'withdrawal'`.execute(database);
}
