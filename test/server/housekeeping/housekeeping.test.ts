import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { CHORES, type Chore } from "../../../src/server/housekeeping/chores.ts";
import { startHousekeeping } from "../../../src/server/housekeeping/housekeeping.ts";
import { openStore } from "../../../src/server/store/open-store.ts";
import { createTelemetry } from "../../../src/server/telemetry.ts";
import { forBothStores } from "../support/both-stores.ts";
import { sharedPostgres } from "../support/postgres.ts";

const telemetry = createTelemetry({ level: "silent" });
const QUICK = { retryDelaySeconds: 0 };

function choreNamed(name: string): Chore {
  return CHORES.find((chore) => chore.name === name)!;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(20);
}

describe("Housekeeping", function () {
  this.timeout(180_000);

  forBothStores((open, kind) => {
    it("forgets refusals after a day", async () => {
      const store = await open();
      await sql`INSERT INTO relay_refusals VALUES (now() - interval '25 hours', 'A', 1), (now() - interval '23 hours', 'B', 1)`.execute(
        store.database,
      );
      assert.deepEqual(await choreNamed("forget-refusals").run(store), { rows: 1 });
      const left = await store.database.selectFrom("relay_refusals").select("code").execute();
      assert.deepEqual(left, [{ code: "B" }]);
    });

    it("tidies tables that changed much, where nobody else does", async () => {
      const store = await open();
      await sql`
        INSERT INTO blocks (number, hash, parent_hash, time, event_count)
        SELECT n, 'h' || n, 'p', n, 0 FROM generate_series(1, 2000) AS n`.execute(store.database);
      await sql`DELETE FROM blocks WHERE number > 100`.execute(store.database);
      // The database counts changes once a second.
      await pause(1_200);
      await sql`SELECT pg_stat_force_next_flush()`.execute(store.database);
      const done = await choreNamed("tidy-tables").run(store);
      if (kind === "server") {
        assert.deepEqual(done, { tables: "left to autovacuum" });
        return;
      }
      assert.match(String(done["tables"]), /\bblocks\b/);
      const { rows } = await sql<{ planned: number }>`
        SELECT reltuples::int AS planned FROM pg_class WHERE relname = 'blocks'`.execute(store.database);
      assert.deepEqual(rows, [{ planned: 100 }]);
      assert.doesNotMatch(String((await choreNamed("tidy-tables").run(store))["tables"]), /\bblocks\b/);
    });

    it("F40: comes round again, also after a failure", async () => {
      const store = await open(QUICK);
      let rounds = 0;
      const chore: Chore = {
        name: "test",
        everySeconds: 1,
        run: () => {
          rounds += 1;
          return rounds === 1 ? Promise.reject(new Error("once")) : Promise.resolve({});
        },
      };
      await startHousekeeping({ store, telemetry, chores: [chore] });
      await until(() => rounds >= 4);
      assert.equal(await store.jobs.countDeadLetters(), 0);
    });
  });

  it("F40: is done by one of two processes on a database at a time, and by the other when that one has ended", async () => {
    const url = await (await sharedPostgres()).createDatabase();
    const rounds: { readonly by: string; readonly at: number }[] = [];
    const choreOf = (by: string): Chore => ({
      name: "test",
      everySeconds: 1,
      run: () => {
        rounds.push({ by, at: performance.now() });
        return Promise.resolve({});
      },
    });
    const stores = [await openStore({ url }, QUICK), await openStore({ url }, QUICK)] as const;
    await startHousekeeping({ store: stores[0], telemetry, chores: [choreOf("first")] });
    await startHousekeeping({ store: stores[1], telemetry, chores: [choreOf("second")] });
    await until(() => rounds.length >= 4);
    // Two processes that each counted for themselves would come twice as often.
    assert.ok(rounds[3]!.at - rounds[0]!.at > 1_500, JSON.stringify(rounds));
    await stores[0].close();
    const before = rounds.length;
    await until(() => rounds.length >= before + 2);
    assert.ok(rounds.slice(before).every(({ by }) => by === "second"));
    await stores[1].close();
  });
});
