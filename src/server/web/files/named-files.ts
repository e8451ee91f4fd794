import { sql } from "kysely";
import type { Store } from "../../store/store.ts";

/** Two hashes of 32 bytes. */
const LISTS_PAIR_BYTES = 64;
const KIB = 1_024;
const MIB = 1_048_576;
const LARGEST_BYTES = 32 * MIB;

/** Every column in which the chain names a file by its keccak256, with the largest such file: anybody may make such a record. */
const NAMED = [
  { table: "rolls", column: "file_hash", bytes: LARGEST_BYTES },
  { table: "elections", column: "manifest_hash", bytes: MIB },
  { table: "policies", column: "text_hash", bytes: 256 * KIB },
  { table: "status_publications", column: "lists_hash", bytes: LISTS_PAIR_BYTES },
] as const;

/** Status lists are named one step further: by the 64 bytes whose hash is on the chain, once these are kept. */
const LISTS = sql`
  SELECT '0x' || encode(substr(f.bytes, half.start, 32), 'hex') AS hash
  FROM status_publications p JOIN public_files f ON f.hash = p.lists_hash, (VALUES (1), (33)) AS half (start)
  WHERE f.size = ${sql.lit(LISTS_PAIR_BYTES)}`;
const LIST_BYTES = MIB;

/** Those of these hashes that a record on the chain names, as far as the index has read, each with how large its file may be. */
export async function namedFiles(
  { database }: Pick<Store, "database">,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (hashes.length === 0) return new Map();
  const wanted = sql.join(hashes.map((hash) => sql`${hash}`));
  const parts = NAMED.map(
    ({ table, column, bytes }) =>
      sql`SELECT ${sql.ref(column)} AS hash, ${sql.lit(bytes)} AS bytes FROM ${sql.table(table)} WHERE ${sql.ref(column)} IN (${wanted})`,
  );
  const lists = sql`SELECT hash, ${sql.lit(LIST_BYTES)} FROM (${LISTS}) AS lists WHERE hash IN (${wanted})`;
  const { rows } = await sql<{ hash: string; bytes: number }>`
    SELECT hash, max(bytes) AS bytes FROM (${sql.join([...parts, lists], sql` UNION `)}) AS named
    GROUP BY hash`.execute(database);
  return new Map(rows.map(({ hash, bytes }) => [hash, bytes]));
}
