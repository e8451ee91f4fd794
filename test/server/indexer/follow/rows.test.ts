import assert from "node:assert/strict";
import type { RawLog } from "../../../../src/chain/reading/raw.ts";
import { AUDIT_ROLES, AUDIT_SUBJECTS, listAuditTrail } from "../../../../src/server/api/audit-trail.ts";
import { listCeremonies } from "../../../../src/server/api/ceremonies.ts";
import { listElections } from "../../../../src/server/api/elections.ts";
import { listEnrolments } from "../../../../src/server/api/enrolments.ts";
import { listIssuerKeys } from "../../../../src/server/api/issuers.ts";
import { digestOf, rowsOf } from "../../../../src/server/indexer/follow/rows.ts";
import { LATEST_TIME } from "../../../../src/server/times.ts";
import { UnreadableData } from "../../../../src/server/indexer/follow/json-arguments.ts";
import { forBothStores, openEmbedded } from "../../support/both-stores.ts";
import { clientOf } from "../rest/fixture.ts";
import { dump, EVENT_TABLES } from "./index-tables.ts";
import { HASH, oneLogOfEach, writeLogs } from "./sample-logs.ts";

/** What creators of ceremonies, elections and enrolments may name as a time. */
const LAST_WORD = 2n ** 64n - 1n;

describe("the rows of events", function () {
  this.timeout(180_000);

  forBothStores((open) => {
    it("are there for every event of every contract: one in the audit trail, and one of its own", async () => {
      const store = await open();
      const sample = oneLogOfEach();
      assert.ok(await writeLogs(store, sample));
      const rows = await dump(store);
      const of = (table: string): number => rows.filter((row) => row.startsWith(`${table} `)).length;
      assert.equal(of("events"), sample.logs.length);
      const typed = EVENT_TABLES.filter((table) => table !== "events");
      assert.equal(
        typed.map(of).reduce((sum, count) => sum + count, 0),
        sample.logs.length,
      );
      assert.deepEqual(
        typed.filter((table) => of(table) === 0),
        [],
      );
    });

    it("bear the latest times that a contract takes, from anybody, and keep the exact words in the audit trail", async () => {
      const store = await open();
      assert.ok(await writeLogs(store, oneLogOfEach({ time: LAST_WORD })));
      const client = clientOf(store);
      const late = { opensAt: LATEST_TIME, closesAt: LATEST_TIME };
      const by = { registerBy: LATEST_TIME, commitBy: LATEST_TIME, dealBy: LATEST_TIME };
      assert.partialDeepStrictEqual((await client.ask(listElections)).items, [{ ...late, resultBy: LATEST_TIME }]);
      assert.partialDeepStrictEqual((await client.ask(listCeremonies)).items, [by]);
      assert.partialDeepStrictEqual((await client.ask(listEnrolments)).items, [late]);
      assert.partialDeepStrictEqual((await client.ask(listIssuerKeys)).items, [{ endsAt: LATEST_TIME }]);
      const opened = store.database.selectFrom("events").select("args").where("name", "=", "EnrolmentOpened");
      assert.equal((await opened.executeTakeFirstOrThrow()).args["closesAt"], String(LAST_WORD));
    });
  });

  it("keep what cannot be read of a governor's contract of another make as it is, and go on", async () => {
    const { contracts, logs } = oneLogOfEach();
    const isForeign = ({ address }: RawLog): boolean => contracts.get(address)?.label === "authority";
    const torn = logs.map((log) => (isForeign(log) ? cutShort(log) : log));
    const { events, typed } = rowsOf(torn, contracts);
    const unreadable = events.filter(({ name }) => name === "unreadable");
    assert.equal(unreadable.length, logs.filter(isForeign).length);
    for (const { contract, subject_kind, role, args } of unreadable) {
      assert.deepEqual([contract, subject_kind, role], ["authority", "unknown", "unknown"]);
      assert.deepEqual(Object.keys(args), ["topics", "data"]);
    }
    assert.ok(!typed.has("authority_events"));
    const store = await openEmbedded();
    assert.ok(await writeLogs(store, { contracts, logs: torn }));
    const { items } = await clientOf(store).ask(listAuditTrail, { query: { event: "unreadable" } });
    assert.equal(items.length, unreadable.length);
    await store.close();
  });

  it("are refused altogether where a deployed contract's log has not its form: the node is wrong", () => {
    const { contracts, logs } = oneLogOfEach();
    const own = logs.filter(({ address }) => contracts.get(address)?.label !== "authority");
    for (const log of own) assert.throws(() => rowsOf([cutShort(log)], contracts), UnreadableData);
  });

  it("say what the event is about and what somebody was who acted, never who", () => {
    const { contracts, logs } = oneLogOfEach();
    for (const { name, role, subject_kind, account } of rowsOf(logs, contracts).events) {
      assert.ok(AUDIT_ROLES.includes(role) && role !== "unknown", name);
      assert.ok(AUDIT_SUBJECTS.includes(subject_kind) && subject_kind !== "unknown", name);
      if (name === "BallotCast" || name === "Attested" || name === "Enrolled") assert.equal(account, null);
    }
  });

  it("have another digest as soon as anything about the log is another", () => {
    const [log] = oneLogOfEach().logs;
    const changes: Partial<RawLog>[] = [
      { address: `0x${"01".repeat(20)}` },
      { topics: [...log!.topics, HASH] },
      { data: `${log!.data}00` },
      { blockHash: `0x${"ab".repeat(32)}` },
      { transactionHash: `0x${"ab".repeat(32)}` },
      { transactionIndex: 7 },
      { logIndex: 70 },
    ];
    const digests = [{}, ...changes].map((change) => digestOf({ ...log!, ...change }));
    assert.equal(new Set(digests).size, digests.length);
  });
});

/** Without its last word, or with nothing but its name. */
function cutShort(log: RawLog): RawLog {
  return log.data === "0x" ? { ...log, topics: log.topics.slice(0, 1) } : { ...log, data: log.data.slice(0, -64) };
}
