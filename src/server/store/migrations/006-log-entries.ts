import { sql, type QueryExecutorProvider } from "kysely";

/** Logs of data sharing as their offices published them, for people's browsers. */
export const name = "006-log-entries";

export async function up(database: QueryExecutorProvider): Promise<void> {
  await sql`
    CREATE TABLE log_entries (
      log_id numeric(78) PRIMARY KEY,
      size bigint NOT NULL CHECK (size > 0),
      bytes bytea NOT NULL
    )`.execute(database);
}
