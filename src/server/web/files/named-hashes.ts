import { sql } from "kysely";
import type { Store } from "../../store/store.ts";

/** Every column in which the chain names a file by its keccak256: rolls, manifests, texts of policies, hashes of a pair of status lists. */
const NAMED = [
  { table: "rolls", column: "file_hash" },
  { table: "elections", column: "manifest_hash" },
  { table: "policies", column: "text_hash" },
  { table: "status_publications", column: "lists_hash" },
] as const;

/** Status lists are named one step further: by the 64 bytes whose hash is on the chain, once these are kept. */
const LISTS = sql`
  SELECT '0x' || encode(substr(f.bytes, half.start, 32), 'hex') AS hash
  FROM status_publications p JOIN public_files f ON f.hash = p.lists_hash, (VALUES (1), (33)) AS half (start)
  WHERE f.size = 64`;

/** Those of these hashes that a record on the chain names, as far as the index has read. */
export async function namedHashes({ database }: Pick<Store, "database">, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const wanted = sql.join(hashes.map((hash) => sql`${hash}`));
  const parts = NAMED.map(
    ({ table, column }) =>
      sql`SELECT ${sql.ref(column)} AS hash FROM ${sql.table(table)} WHERE ${sql.ref(column)} IN (${wanted})`,
  );
  const lists = sql`SELECT hash FROM (${LISTS}) AS lists WHERE hash IN (${wanted})`;
  const { rows } = await sql<{ hash: string }>`${sql.join([...parts, lists], sql` UNION `)}`.execute(database);
  return rows.map(({ hash }) => hash);
}
