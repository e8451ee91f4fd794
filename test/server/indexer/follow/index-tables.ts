import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Chain } from "../../../../src/chain/contracts.ts";
import { createFollower, type FollowConfig, type Follower } from "../../../../src/server/indexer/follow/follower.ts";
import { rebuildIndex } from "../../../../src/server/indexer/follow/rebuild.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import type { IndexTables } from "../../../../src/server/store/tables/index.ts";

export const CONFIG: FollowConfig = { confirmations: 70, answerMs: 60_000, rangeBlocks: 1_000, rangeEvents: 2_000 };

/** Tables with a row an event, and the audit trail itself. */
export const EVENT_TABLES = [
  "events",
  "verifying_keys",
  "rolls",
  "ceremonies",
  "trustee_steps",
  "elections",
  "election_cancellations",
  "key_tests",
  "partial_decryptions",
  "ballots",
  "results",
  "departments",
  "department_account_changes",
  "issuer_keys",
  "status_publications",
  "issuer_key_removals",
  "governor_changes",
  "policies",
  "policy_retirements",
  "attestations",
  "attestation_ends",
  "enrolments",
  "enrolled",
  "logs",
  "log_anchors",
  "authority_events",
] as const satisfies readonly (keyof IndexTables)[];

/** Looks until everything is read. */
export async function catchUp(follower: Follower): Promise<void> {
  for (let looks = 0; looks < 1_000; looks++) if (!(await follower.look()).again) return;
  assert.fail("the follower does not come to an end");
}

export async function followToHead(store: Store, chain: Chain, config: FollowConfig = CONFIG): Promise<void> {
  await catchUp(createFollower({ store, chain, config }));
}

/** All rows of all tables, and the blocks that they stand on, as text. */
export async function dump(store: Store): Promise<string[]> {
  const tables = EVENT_TABLES.map((table, place) => {
    const columns = sql`${sql.lit(place)} AS place, ${sql.lit(table)} AS name, block_number, log_index`;
    return sql`SELECT ${columns}, to_jsonb(t)::text AS row FROM ${sql.table(table)} t`;
  });
  const blocks = sql`
    SELECT ${sql.lit(EVENT_TABLES.length)}, 'blocks', number, 0, to_jsonb(t)::text FROM blocks t WHERE event_count > 0`;
  const { rows } = await sql<{ line: string }>`
    SELECT name || ' ' || row AS line FROM (${sql.join([...tables, blocks], sql` UNION ALL `)}) AS all_rows
    ORDER BY place, block_number, log_index`.execute(store.database);
  return rows.map(({ line }) => line);
}

/** Reads the chain into `fresh` from the beginning, and finds there, row for row, what each of `stores` has. */
export async function assertEqualsRebuild(
  stores: Store | readonly Store[],
  fresh: Store,
  chain: Chain,
): Promise<string[]> {
  await rebuildIndex(fresh);
  await followToHead(fresh, chain);
  const rows = await dump(fresh);
  for (const store of [stores].flat()) assert.deepEqual(await dump(store), rows);
  return rows;
}
