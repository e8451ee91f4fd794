import { sql, type QueryExecutorProvider } from "kysely";

/** Alerts of the watcher, and the sums that it keeps so as not to add every ballot up again each time. */
export const name = "003-alerts";

export async function up(database: QueryExecutorProvider): Promise<void> {
  await sql`CREATE SEQUENCE alert_changes`.execute(database);
  await sql`
    CREATE TABLE alerts (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      number bigint NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY,
      change bigint NOT NULL UNIQUE DEFAULT nextval('alert_changes'),
      kind text NOT NULL,
      severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
      subject text NOT NULL,
      detail jsonb NOT NULL,
      raised_at timestamptz NOT NULL DEFAULT now(),
      cleared_at timestamptz,
      CHECK (cleared_at >= raised_at)
    )`.execute(database);
  // Two watchers that see the same thing raise one alert.
  await sql`CREATE UNIQUE INDEX alerts_open ON alerts (kind, subject) WHERE cleared_at IS NULL`.execute(database);
  await sql`CREATE INDEX alerts_subject ON alerts (kind, subject)`.execute(database);
  await sql`
    CREATE TABLE watched_elections (
      election_id numeric(78) PRIMARY KEY,
      block_number bigint NOT NULL,
      block_hash text NOT NULL,
      ballots integer NOT NULL CHECK (ballots >= 0),
      aggregate jsonb NOT NULL
    )`.execute(database);
  await sql`
    CREATE TABLE watch_lease (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      holder uuid,
      held_until timestamptz NOT NULL
    )`.execute(database);
  await sql`
    CREATE TABLE watch_memory (
      key text PRIMARY KEY,
      number bigint NOT NULL,
      hash text NOT NULL,
      seen_at timestamptz NOT NULL DEFAULT now()
    )`.execute(database);
  await sql`INSERT INTO watch_lease (held_until) VALUES ('-infinity')`.execute(database);
}
