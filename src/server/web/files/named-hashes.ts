import { sql } from "kysely";
import type { Store } from "../../store/store.ts";

/** Every column in which the chain names a file by its keccak256: rolls, manifests, texts of policies. */
const NAMED = [
  { table: "rolls", column: "file_hash" },
  { table: "elections", column: "manifest_hash" },
  { table: "policies", column: "text_hash" },
] as const;

/** Those of these hashes that a record on the chain names, as far as the index has read. */
export async function namedHashes({ database }: Pick<Store, "database">, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const wanted = sql.join(hashes.map((hash) => sql`${hash}`));
  const parts = NAMED.map(
    ({ table, column }) =>
      sql`SELECT ${sql.ref(column)} AS hash FROM ${sql.table(table)} WHERE ${sql.ref(column)} IN (${wanted})`,
  );
  const { rows } = await sql<{ hash: string }>`${sql.join(parts, sql` UNION `)}`.execute(database);
  return rows.map(({ hash }) => hash);
}
