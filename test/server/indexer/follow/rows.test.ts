import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Interface, ZeroAddress, type EventFragment, type ParamType } from "ethers";
import { CONTRACT_NAMES } from "../../../../src/chain/contracts.ts";
import type { RawLog } from "../../../../src/chain/reading/raw.ts";
import { ABI } from "../../../../src/generated/abi.ts";
import { digestOf, rowsOf } from "../../../../src/server/indexer/follow/rows.ts";
import type { ContractLabel, WatchedContract } from "../../../../src/server/indexer/follow/watched.ts";
import { writeRange } from "../../../../src/server/indexer/follow/write-range.ts";
import { ACTOR_ROLES, SUBJECT_KINDS } from "../../../../src/server/store/tables/index.ts";
import { forBothStores } from "../../support/both-stores.ts";
import { dump, EVENT_TABLES } from "./index-tables.ts";

const NAMES = { ...CONTRACT_NAMES, authority: "GoverningAuthority" } as const;
const HASH = `0x${"aa".repeat(32)}`;

describe("the rows of events", function () {
  this.timeout(30_000);

  forBothStores((open) => {
    it("are there for every event of every contract: one in the audit trail, and one of its own", async () => {
      const store = await open();
      const { contracts, logs } = oneLogOfEach();
      await store.database.insertInto("blocks").values(block(0)).execute();
      await store.database
        .insertInto("index_state")
        .values({
          ...{ single: true, chain_id: 1, deployment: ZeroAddress, first_block: 1, cursor_block: 0, cursor_hash: HASH },
          ...{ cursor_time: 0, final_block: 0, head_block: 0, verified_block: null, looked_at: new Date() },
        })
        .execute();
      const headers = [{ number: 1, hash: HASH, parentHash: HASH, time: 1 }];
      const range = { fromBlock: 1, headers, rows: rowsOf(logs, contracts) };
      const written = await writeRange({
        store,
        after: { cursor_block: 0, cursor_hash: HASH },
        range,
        onStep: () => undefined,
      });
      assert.ok(written);
      const rows = await dump(store);
      const of = (table: string): number => rows.filter((row) => row.startsWith(`${table} `)).length;
      assert.equal(of("events"), logs.length);
      const typed = EVENT_TABLES.filter((table) => table !== "events");
      assert.equal(
        typed.map(of).reduce((sum, count) => sum + count, 0),
        logs.length,
      );
      assert.deepEqual(
        typed.filter((table) => of(table) === 0),
        [],
      );
    });
  });

  it("say what the event is about and what somebody was who acted, never who", () => {
    const { contracts, logs } = oneLogOfEach();
    for (const { name, role, subject_kind, account } of rowsOf(logs, contracts).events) {
      assert.ok(ACTOR_ROLES.includes(role) && role !== "unknown", name);
      assert.ok(SUBJECT_KINDS.includes(subject_kind) && subject_kind !== "unknown", name);
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

function block(number: number) {
  return { number, hash: HASH, parent_hash: HASH, time: 1, event_count: 0 };
}

function oneLogOfEach(): { contracts: Map<string, WatchedContract>; logs: RawLog[] } {
  const contracts = new Map<string, WatchedContract>();
  const logs: RawLog[] = [];
  for (const [label, name] of Object.entries(NAMES) as [ContractLabel, keyof typeof ABI][]) {
    const address = `0x${randomBytes(20).toString("hex")}`;
    const events = new Interface(ABI[name]);
    contracts.set(address, { label, events });
    events.forEachEvent((fragment) => logs.push(logOf({ events, fragment, address, logIndex: logs.length })));
  }
  return { contracts, logs };
}

function logOf(input: { events: Interface; fragment: EventFragment; address: string; logIndex: number }): RawLog {
  const { events, fragment, address, logIndex } = input;
  const { data, topics } = events.encodeEventLog(
    fragment,
    fragment.inputs.map((type) => sample(type)),
  );
  const place = { blockNumber: 1, blockHash: HASH, transactionHash: HASH, transactionIndex: 0, logIndex };
  return { address, topics, data, ...place };
}

/** Small numbers, as enums and positions are, and lists as long as the longest item. */
function sample(type: ParamType): unknown {
  if (type.isArray()) {
    const length = type.arrayLength === -1 ? 13 : type.arrayLength;
    return Array.from({ length }, () => sample(type.arrayChildren));
  }
  if (type.isTuple()) return Object.fromEntries(type.components.map((field) => [field.name, sample(field)]));
  switch (type.baseType) {
    case "bool":
      return true;
    case "string":
      return "a text";
    case "address":
      return `0x${"12".repeat(20)}`;
    case "bytes32":
      return HASH;
    case "bytes":
      return "0x1234";
    default:
      return 2n;
  }
}
