import assert from "node:assert/strict";
import { sql } from "kysely";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { dump, followToHead } from "../indexer/follow/index-tables.ts";
import { rebuildIndex } from "../../../src/server/indexer/follow/rebuild.ts";
import { counted, until } from "../relayer/sending/stage.ts";
import type { Scene } from "./scene.ts";
import { allLogs } from "./services.ts";
import { CANARIES } from "./voters.ts";

/** Of a scene, what is looked at. */
export type Witnessed = Pick<Scene, "stage" | "store" | "fresh" | "voters" | "postgres">;

/** After each fault: what was acknowledged is counted once, nothing twice, every entry is over, the index is right, and no secret got out. */
export async function assertInvariant(scene: Witnessed): Promise<void> {
  const { stage, store, voters } = scene;
  await untilOver(store);
  await assertCounted({ stage, voters });
  await assertIndexRight(scene);
  await assertNoCanary(scene);
}

async function assertCounted({ stage, voters }: Pick<Scene, "stage" | "voters">): Promise<void> {
  const found = await counted(stage);
  const all = new Set(found);
  assert.equal(all.size, found.length, "a ballot is counted twice");
  for (const nullifier of voters.acknowledged.keys()) assert.ok(all.has(nullifier), "an acknowledged ballot is lost");
}

async function untilOver(store: Store): Promise<void> {
  const open = (): Promise<{ id: string; state: string }[]> =>
    store.database.selectFrom("relay_entries").select(["id", "state"]).where("state", "not in", ["final", "refused"]).execute(); // prettier-ignore
  await until(async () => (await open()).length === 0, "every entry is final or refused");
}

async function assertIndexRight({ stage, store, fresh }: Witnessed): Promise<void> {
  await rebuildIndex(fresh);
  await followToHead(fresh, stage.test.chain);
  const wanted = await dump(fresh);
  let rows: string[] = [];
  await until(async () => (rows = await dump(store)).join("\n") === wanted.join("\n"), "the index has caught up").catch(
    () => assert.deepEqual(rows, wanted),
  );
}

async function assertNoCanary({ store, voters, postgres: { password } }: Witnessed): Promise<void> {
  const places = [...voters.heard, allLogs(), ...(await allRows(store))];
  const secrets = [...CANARIES, password, developmentAccount(8).privateKey.slice(2), developmentAccount(9).privateKey.slice(2)]; // prettier-ignore
  for (const secret of secrets) assert.ok(!places.some((place) => place.includes(secret)), `found: ${secret}`);
}

/** Every row of every table as text, those of the jobs too. */
export async function allRows({ database }: Pick<Store, "database">): Promise<string[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    SELECT schemaname AS schema, tablename AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`.execute(database);
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.table(`${schema}.${name}`)} t`.execute(database); // prettier-ignore
    texts.push(...rows.map(({ row }) => row));
  }
  return texts;
}
