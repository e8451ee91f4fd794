import { sql, type QueryExecutorProvider } from "kysely";

/** What the portal's server keeps for people: files that the chain names, and sealed letters. */
export const name = "004-portal";

export async function up(database: QueryExecutorProvider): Promise<void> {
  await sql`
    CREATE TABLE public_files (
      hash text PRIMARY KEY CHECK (hash ~ '^0x[0-9a-f]{64}$'),
      bytes bytea NOT NULL,
      size integer NOT NULL CHECK (size = octet_length(bytes))
    )`.execute(database);
  await sql`
    CREATE TABLE letters (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      number bigint NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY,
      box text NOT NULL CHECK (box ~ '^[0-9a-f]{64}$'),
      sealed bytea NOT NULL,
      digest text NOT NULL,
      arrived_at timestamptz NOT NULL DEFAULT date_trunc('hour', now()),
      UNIQUE (box, digest)
    )`.execute(database);
  await sql`CREATE INDEX letters_in_order ON letters (box, number)`.execute(database);
  await sql`CREATE INDEX letters_arrived ON letters (arrived_at)`.execute(database);
}
