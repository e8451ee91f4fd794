import { sql, type Kysely } from "kysely";
import { PsephosError } from "../../errors.ts";
import type { Migration } from "./migrations.ts";
import { isLost } from "./retry.ts";

/** Any number will do, as long as nothing else in the database takes the same: "psephos" as ASCII. */
const MIGRATION_LOCK = 0x70_73_65_70_68_6f_73n;

/**
 * Several processes may start at once: one works on the schema, the others wait and find it done. The lock takes one connection, so
 * work that asks for others needs a pool of two.
 */
export async function alone<Tables, Result>(
  database: Kysely<Tables>,
  work: (connection: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  // One connection for both ends, because an advisory lock belongs to a session.
  return await database.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      return await work(connection);
    } finally {
      // A connection that was cut has no lock any more; what the work said counts.
      await sql`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection).catch(ignoreLost);
    }
  });
}

function ignoreLost(error: unknown): void {
  if (!isLost(error)) throw error;
}

/**
 * Brings the schema up to date, each step in a transaction of its own. A database that a newer Psephos has already changed is refused
 * with STORE_NEWER, untouched.
 */
export async function migrate<Tables>(connection: Kysely<Tables>, migrations: readonly Migration[]): Promise<void> {
  await sql`
    CREATE TABLE IF NOT EXISTS psephos_migrations (
      name text PRIMARY KEY,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`.execute(connection);
  const { rows } = await sql<{ name: string }>`SELECT name FROM psephos_migrations ORDER BY name`.execute(connection);
  const applied = new Set(rows.map(({ name }) => name));
  requireKnown(applied, migrations);
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue;
    await connection.transaction().execute(async (tx) => {
      await migration.up(tx);
      await sql`INSERT INTO psephos_migrations (name) VALUES (${migration.name})`.execute(tx);
    });
  }
}

function requireKnown(applied: ReadonlySet<string>, migrations: readonly Migration[]): void {
  const unknown = [...applied].find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown === undefined) return;
  throw new PsephosError(
    "STORE_NEWER",
    `The database was changed by a newer Psephos (step "${unknown}"); nothing was touched. Start that version, or restore a backup made before it.`,
    { detail: { migration: unknown } },
  );
}
