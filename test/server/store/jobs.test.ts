import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { fromPglite } from "pg-boss";
import { openJobs } from "../../../src/server/store/jobs.ts";
import type { Tables } from "../../../src/server/store/tables.ts";
import { openStore } from "../../../src/server/store/open-store.ts";
import type { JobData, Store } from "../../../src/server/store/store.ts";
import { forBothStores } from "../support/both-stores.ts";
import { startPostgres } from "../support/postgres.ts";

const QUICK = { retryDelaySeconds: 0 };

/** Resolves once `holds` does; a test that waits in vain fails by its time limit. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}

async function workInto(store: Store, queue: string): Promise<JobData[]> {
  const worked: JobData[] = [];
  await store.jobs.work(queue, (data) => {
    worked.push(data);
    return Promise.resolve();
  });
  return worked;
}

describe("The store's jobs", () => {
  forBothStores((open) => {
    it("are sent with the rest of a transaction, or not at all", async () => {
      const store = await open(QUICK);
      const failed = store.transaction(async (tx) => {
        await store.jobs.send("housekeeping", { is: "undone" }, { tx });
        throw new Error("no");
      });
      await assert.rejects(failed, /no/);
      await store.transaction((tx) => store.jobs.send("housekeeping", { is: "done" }, { tx }));
      const worked = await workInto(store, "housekeeping");
      await until(() => worked.length > 0);
      assert.deepEqual(worked, [{ is: "done" }]);
    });

    it("are sent in a transaction with a key, once or not at all, while another of that key waits or none does", async () => {
      const store = await open(QUICK);
      const send = (is: string) =>
        store.transaction((tx) => store.jobs.send("housekeeping", { is }, { tx, key: "k", startAfterSeconds: 1 }));
      const undone = store.transaction(async (tx) => {
        await store.jobs.send("housekeeping", { is: "undone" }, { tx, key: "k" });
        await store.jobs.send("housekeeping", { is: "undone" }, { tx, key: "k" });
        throw new Error("no");
      });
      await assert.rejects(undone, /no/);
      await send("first");
      await send("second");
      const worked = await workInto(store, "housekeeping");
      await until(() => worked.length > 0);
      await pause(700);
      assert.deepEqual(worked, [{ is: "first" }]);
    });

    it("F40: sent twice with one key while the first waits are worked once, at the earlier of the two times", async () => {
      const store = await open(QUICK);
      await store.jobs.send("housekeeping", { is: "first" }, { key: "k", startAfterSeconds: 3_600 });
      await store.jobs.send("housekeeping", { is: "other" }, { key: "other", startAfterSeconds: 3_600 });
      await store.jobs.send("housekeeping", { is: "second" }, { key: "k" });
      await store.jobs.send("housekeeping", { is: "third" }, { key: "k", startAfterSeconds: 60 });
      const worked = await workInto(store, "housekeeping");
      await until(() => worked.length > 0);
      await pause(700);
      assert.deepEqual(worked, [{ is: "first" }]);
    });

    it("F40: come again after a failure, later than those that were sent after them", async () => {
      const store = await open(QUICK);
      const worked: unknown[] = [];
      await store.jobs.send("housekeeping", { name: "a" });
      await store.jobs.send("housekeeping", { name: "b" });
      await store.jobs.work("housekeeping", ({ name }) => {
        worked.push(name);
        return worked.length === 1 ? Promise.reject(new Error("once")) : Promise.resolve();
      });
      await until(() => worked.length === 3);
      assert.deepEqual([...worked].sort(), ["a", "a", "b"]);
      assert.equal(await store.jobs.countDeadLetters(), 0);
    });

    it("F40: go to the dead letters after five failures, and let others pass", async () => {
      const store = await open(QUICK);
      let failures = 0;
      const worked: unknown[] = [];
      await store.jobs.work("housekeeping", ({ name }) => {
        if (name !== "poison") worked.push(name);
        else failures += 1;
        return name === "poison" ? Promise.reject(new Error("poison")) : Promise.resolve();
      });
      await store.jobs.send("housekeeping", { name: "poison" });
      await store.jobs.send("housekeeping", { name: "good" });
      await until(async () => (await store.jobs.countDeadLetters()) === 1);
      assert.equal(failures, 5);
      await until(() => worked.length > 0);
      assert.deepEqual(worked, ["good"]);
    });
  });

  it("F40: of a key that a worker takes while a transaction sends again are worked after its commit", async () => {
    const postgres = await startPostgres();
    const store = await openStore({ url: await postgres.createDatabase() }, QUICK);
    let committed = false;
    const sent = Promise.withResolvers<undefined>();
    const sawCommitted: boolean[] = [];
    const worked: JobData[] = [];
    await store.jobs.send("housekeeping", {}, { key: "k" });
    const sending = store.transaction(async (tx) => {
      await store.jobs.send("housekeeping", {}, { key: "k", tx });
      sent.resolve(undefined);
      await pause(1_500);
      committed = true;
    });
    await sent.promise;
    await store.jobs.work("housekeeping", (data) => {
      sawCommitted.push(committed);
      worked.push(data);
      return Promise.resolve();
    });
    await sending;
    await until(() => sawCommitted.at(-1) === true);

    // Jobs outlive the server, too.
    await store.jobs.send("housekeeping", { is: "later" }, { key: "later", startAfterSeconds: 5 });
    await postgres.kill();
    await postgres.start();
    await until(() => worked.some(({ is }) => is === "later"));
    await store.close();
    await postgres.end();
  });

  it("asks nothing more of a database that failed while they were opened", async () => {
    const pglite = await PGlite.create();
    const database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    let asked = 0;
    const executeSql = async (text: string, values?: unknown[]) => {
      asked += 1;
      if (text.includes("create_queue(") && !text.includes("CREATE")) throw new Error("the disk is full");
      return await fromPglite(pglite).executeSql(text, values);
    };
    const onError = (): void => undefined;
    const opening = openJobs({ database, boss: { db: { executeSql } }, retryDelaySeconds: 0, onError });
    await assert.rejects(opening, /the disk is full/);
    const before = asked;
    await pause(6_000);
    assert.equal(asked, before);
    await database.destroy();
  });
});
