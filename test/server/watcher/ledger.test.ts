import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readAlert, readAlerts, readChanges } from "../../../src/server/watcher/alert-reads.ts";
import { streamOfAlerts } from "../../../src/server/watcher/alert-stream.ts";
import type { Finding } from "../../../src/server/watcher/finding.ts";
import { leaseOf } from "../../../src/server/watcher/lease.ts";
import { settleAlerts } from "../../../src/server/watcher/ledger.ts";
import type { Store } from "../../../src/server/store/store.ts";
import type { Alert } from "../../../src/server/api/alerts.ts";
import type { StreamEvent } from "../../../src/server/http/route.ts";
import { forBothStores } from "../support/both-stores.ts";

const LOW: Finding = {
  kind: "wallet-low",
  severity: "warning",
  subject: "account:0x01",
  detail: { account: "0x01", balanceWei: "5", neededWei: "9", waiting: 1 },
};
const LETTERS: Finding = { kind: "dead-letters", severity: "warning", subject: "jobs", detail: { count: 1 } };
const CHANGE: Finding = {
  kind: "authority-changed",
  severity: "warning",
  subject: "0xaa:0",
  detail: { what: "MembersChanged", time: 1_000, blockNumber: 7, transactionHash: "0xaa" },
};

describe("the ledger of alerts", function () {
  this.timeout(180_000);

  forBothStores((open) => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    const settle = (findings: readonly Finding[], kinds = findings.map(({ kind }) => kind), shownFrom = 0) =>
      store.transaction((tx) => settleAlerts({ tx, kinds, findings, shownFrom }));
    const list = async (state?: "open" | "cleared") => (await readAlerts(store.database, { limit: 50, state })).items;

    it("raises an alert once, keeps it while its reason lasts, and clears it afterwards", async () => {
      await settle([LOW]);
      const [raised] = await list("open");
      await settle([{ ...LOW, detail: { ...LOW.detail, balanceWei: "4" } }]);
      const [kept, ...others] = await list("open");
      assert.deepEqual(others, []);
      assert.equal(kept?.id, raised?.id);
      assert.equal(kept?.detail["balanceWei"], "4", "the facts are those of the last look");
      await settle([], ["wallet-low"]);
      assert.deepEqual(await list("open"), []);
      const [cleared] = await list("cleared");
      assert.equal(cleared?.id, raised?.id);
      assert.notEqual(cleared?.clearedAt, null);
      await settle([LOW]);
      assert.equal((await list()).length, 2, "what comes back is another alert");
    });

    it("leaves alerts alone that were not looked for", async () => {
      await settle([LOW, LETTERS]);
      await settle([], ["wallet-low"]);
      assert.deepEqual(
        (await list("open")).map(({ kind }) => kind),
        ["dead-letters"],
      );
    });

    it("tells of a change once, clears it by time, and does not raise it again when its row is read again", async () => {
      await settle([CHANGE], ["authority-changed"], 500);
      await settle([], ["authority-changed"], 999);
      assert.equal((await list("open")).length, 1, "still shown though its row is gone for the moment");
      await settle([CHANGE], ["authority-changed"], 1_001);
      assert.deepEqual(await list("open"), []);
      await settle([CHANGE], ["authority-changed"], 500);
      assert.equal((await list()).length, 1);
    });

    it("counts as a change what is raised, gets another severity or is cleared, and nothing else", async () => {
      const changes = async (since: number) => readChanges(store.database, { since, limit: 10 });
      await settle([LOW]);
      const [first] = await changes(0);
      await settle([{ ...LOW, detail: { ...LOW.detail, waiting: 2 } }]);
      assert.deepEqual(await changes(first!.change), []);
      await settle([{ ...LOW, severity: "critical" }]);
      const [worse] = await changes(first!.change);
      assert.equal(worse?.alert.severity, "critical");
      await settle([], ["wallet-low"]);
      const [cleared] = await changes(worse.change);
      assert.notEqual(cleared?.alert.clearedAt, null);
    });

    it("pages through all alerts, newest first, and finds each by its id", async () => {
      const many = Array.from({ length: 7 }, (_, index): Finding => ({ ...LOW, subject: `account:${index}` }));
      await settle(many);
      const first = await readAlerts(store.database, { limit: 4 });
      const second = await readAlerts(store.database, { limit: 4, cursor: first.nextCursor! });
      const subjects = [...first.items, ...second.items].map(({ subject }) => subject);
      assert.deepEqual(subjects, many.map(({ subject }) => subject).toReversed());
      assert.equal(second.nextCursor, null);
      const one = await readAlert(store.database, first.items[0]!.id);
      assert.deepEqual(one, first.items[0]);
      await assert.rejects(readAlert(store.database, randomUUID()), { code: "NOT_FOUND" });
      for (const cursor of ["bm9uZQ", "LTE"]) {
        await assert.rejects(readAlerts(store.database, { limit: 4, cursor }), { code: "REQUEST_MALFORMED" });
      }
    });

    it("streams what is open, then what changes, and goes on after the last event that was seen", async () => {
      await settle([LOW]);
      const stop = new AbortController();
      const follow = (lastEventId?: string) =>
        streamOfAlerts({ database: store.database, lastEventId, signal: stop.signal });
      const stream = follow();
      const first = await nextOf(stream);
      assert.equal(first.data.kind, "wallet-low");
      await settle([], ["wallet-low"]);
      const second = await nextOf(stream);
      assert.notEqual(second.data.clearedAt, null);
      const resumed = follow(first.id);
      assert.deepEqual(await nextOf(resumed), second);
      const end = resumed.next();
      stop.abort();
      assert.equal((await end).done, true);
      await assert.rejects(follow("x").next(), { code: "REQUEST_MALFORMED" });
    });

    it("lets one of two watchers look, and the other when the first has gone or was killed", async () => {
      const [one, two] = [randomUUID(), randomUUID()].map((holder) => leaseOf({ store, holder, seconds: 60 })) as [
        ReturnType<typeof leaseOf>,
        ReturnType<typeof leaseOf>,
      ];
      assert.equal(await one.take(), true);
      assert.equal(await two.take(), false);
      assert.equal(await one.take(), true, "kept on by who has it");
      assert.equal(await store.transaction((tx) => two.hold(tx)), false);
      await one.release();
      assert.equal(await two.take(), true);
      assert.equal(await store.transaction((tx) => one.hold(tx)), false);
      await two.release();
      const killed = leaseOf({ store, holder: randomUUID(), seconds: 0 });
      assert.equal(await killed.take(), true);
      assert.equal(await one.take(), true);
    });
  });
});

async function nextOf(stream: ReturnType<typeof streamOfAlerts>): Promise<StreamEvent<Alert>> {
  const step = await stream.next();
  assert.ok(step.done !== true, "the stream goes on");
  return step.value;
}
