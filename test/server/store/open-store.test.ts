import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql, type QueryExecutorProvider } from "kysely";
import { openStore } from "../../../src/server/store/open-store.ts";
import { forBothStores } from "../support/both-stores.ts";
import { sharedPostgres } from "../support/postgres.ts";

const first = {
  name: "001-first",
  up: async (database: QueryExecutorProvider) => {
    await sql`CREATE TABLE first (number integer)`.execute(database);
  },
};
const broken = {
  name: "002-broken",
  up: async (database: QueryExecutorProvider) => {
    await sql`CREATE TABLE second (number integer)`.execute(database);
    throw new Error("half way");
  },
};

describe("The store", function () {
  this.timeout(180_000);
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "psephos-store-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("keeps what was committed in its folder, whatever the length of its path", async () => {
    const deep = join(folder, "x".repeat(100), "y".repeat(100));
    const store = await openStore({ folder: deep }, { migrations: [first] });
    await sql`INSERT INTO first VALUES (7)`.execute(store.database);
    await store.close();
    const again = await openStore({ folder: deep }, { migrations: [first] });
    assert.deepEqual((await sql`SELECT number FROM first`.execute(again.database)).rows, [{ number: 7 }]);
    await again.close();
  });

  it("refuses a second process on one folder, and lets it in when the first was killed, with all that was committed", async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "hold-store.ts"), folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [written] = (await once(child.stdout, "data")) as [Buffer];
    await assert.rejects(openStore({ folder }), (error: Error & { code: string }) => {
      assert.equal(error.code, "STORE_BUSY");
      assert.match(error.message, /nothing was touched.*Stop it/);
      return true;
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    const store = await openStore({ folder });
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM held`.execute(store.database);
    assert.ok(rows[0]!.count >= Number(written.toString()), String(rows[0]!.count));
    await store.close();
  });

  forBothStores((open, kind) => {
    it("undoes a step of the schema that fails, and keeps those before", async () => {
      // Of the embedded database another opening needs the same folder.
      const place = kind === "embedded" ? { folder } : { url: await (await sharedPostgres()).createDatabase() };
      await assert.rejects(openStore(place, { migrations: [first, broken] }), /half way/);
      const store = await openStore(place, { migrations: [first] });
      await sql`SELECT * FROM first`.execute(store.database);
      await assert.rejects(sql`SELECT * FROM second`.execute(store.database), { code: "42P01" });
      await store.close();
    });

    it("refuses a database that a newer version has changed", async () => {
      const place = kind === "embedded" ? { folder } : { url: await (await sharedPostgres()).createDatabase() };
      const newer = { name: "999-newer", up: first.up };
      await (await openStore(place, { migrations: [newer] })).close();
      await assert.rejects(openStore(place, { migrations: [first] }), { code: "STORE_NEWER" });
    });

    it("answers a ping", async () => {
      await (await open()).ping();
    });
  });

  it("is brought up to date once when several processes start at a time", async () => {
    for (let round = 0; round < 3; round += 1) {
      const url = await (await sharedPostgres()).createDatabase();
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ url }, { poolSize: 2 })));
      await Promise.all(stores.map((store) => store.close()));
    }
  });
});
