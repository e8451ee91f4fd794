import { sql, type Kysely, type Transaction } from "kysely";
import { PsephosError } from "../../errors.ts";
import type { Migration } from "./migrations.ts";

interface MigrationTables {
  psephos_migrations: { name: string; applied_at: Date };
}

/** Any number will do, as long as nothing else in the database takes the same: "psephos" as ASCII. */
const MIGRATION_LOCK = 0x70_73_65_70_68_6f_73n;

/**
 * Brings the schema up to date. Several processes may start at once: one works, the others wait and find it done. A database that
 * a newer Psephos has already changed is refused with STORE_NEWER, untouched.
 */
export async function migrate(database: Kysely<unknown>, migrations: readonly Migration[]): Promise<void> {
  // One connection for all, because an advisory lock belongs to a session; each step still has a transaction of its own.
  await database.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      await applyMissing(connection, migrations);
    } finally {
      await sql`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
    }
  });
}

async function applyMissing(connection: Kysely<unknown>, migrations: readonly Migration[]): Promise<void> {
  const table = connection as Kysely<MigrationTables>;
  await sql`
    CREATE TABLE IF NOT EXISTS psephos_migrations (
      name text PRIMARY KEY,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`.execute(table);
  const rows = await table.selectFrom("psephos_migrations").select("name").orderBy("name").execute();
  const applied = new Set(rows.map(({ name }) => name));
  requireKnown(applied, migrations);
  for (const migration of migrations) {
    if (!applied.has(migration.name)) await table.transaction().execute((tx) => apply(tx, migration));
  }
}

async function apply(tx: Transaction<MigrationTables>, migration: Migration): Promise<void> {
  await migration.up(tx as unknown as Kysely<unknown>);
  await sql`INSERT INTO psephos_migrations (name) VALUES (${migration.name})`.execute(tx);
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
