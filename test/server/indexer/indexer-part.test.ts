import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chain } from "../../../src/chain/contracts.ts";
import { publishRoll } from "../../../src/chain/rolls.ts";
import { indexerPart } from "../../../src/server/indexer/indexer-part.ts";
import type { IndexerSettings } from "../../../src/server/indexer/settings.ts";
import type { Part, PartHealth } from "../../../src/server/part.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { createTelemetry } from "../../../src/server/telemetry.ts";
import { startTestChain, type TestChain } from "../../chain/setup.ts";
import { openEmbedded } from "../support/both-stores.ts";
import { startScriptedNode, type ScriptedNode } from "./follow/scripted-node.ts";

describe("an indexer that runs", () => {
  let test: TestChain;
  let node: ScriptedNode;
  let chain: Chain;
  let store: Store;
  before(async () => {
    test = await startTestChain();
    node = await startScriptedNode(test.local.url);
    chain = await node.chainOf(test.chain);
    store = await openEmbedded();
  });
  after(async () => {
    await node.end();
    await test.end();
    await store.close();
  });

  const open = (settings: Partial<IndexerSettings> = {}): Part => {
    const telemetry = createTelemetry({ level: "silent" });
    const quick = { pollMs: 20, answerMs: 300, staleSeconds: 1, ...settings };
    return indexerPart({ store, chain, telemetry, version: "0.0.0", settings: quick });
  };
  const until = async (part: Part, wanted: (health: PartHealth) => boolean): Promise<PartHealth> => {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const health = await part.health();
      if (wanted(health)) return health;
      if (performance.now() > deadline) assert.fail(`the indexer's health stays ${JSON.stringify(health)}`);
      await sleep(20);
    }
  };

  /** A busy machine may make it stale before it is failing for the reason that a test is about. */
  const failing =
    (reason: string) =>
    ({ state, detail }: PartHealth): boolean =>
      state === "failing" && reason in detail;

  it("becomes ok, follows what is new, and stops at once though its node hangs", async () => {
    const part = open({ answerMs: 60_000 });
    await part.start();
    await until(part, ({ state }) => state === "ok");
    const roll = { root: 3n, size: 1, totalWeight: 1n, fileHash: `0x${"22".repeat(32)}` };
    const { blockNumber } = await publishRoll({ chain: test.chain, account: test.organizer, roll });
    await until(part, ({ state, detail }) => state === "ok" && Number(detail["block"]) >= blockNumber);
    assert.equal((await store.database.selectFrom("rolls").select("root").execute()).length, 1);
    node.script = async () => undefined;
    await sleep(50);
    const start = performance.now();
    await part.stop();
    assert.ok(performance.now() - start < 30_000);
    node.script = undefined;
  });

  it("T105: is failing soon after the node stops answering, and ok again when it answers", async () => {
    const part = open();
    await part.start();
    await until(part, ({ state }) => state === "ok");
    node.script = async () => undefined;
    const { detail } = await until(part, failing("failure"));
    assert.ok(Number(detail["sinceLookSeconds"]) >= 1);
    assert.equal(detail["failure"], "CHAIN_TIMEOUT");
    node.script = undefined;
    await until(part, ({ state }) => state === "ok");
    await part.stop();
  });

  it("T105: is failing when the node goes on answering with the same block for too long", async () => {
    const part = open({ stalledSeconds: 1 });
    await part.start();
    const { detail } = await until(part, failing("chainStandsStillSeconds"));
    assert.ok(Number(detail["chainStandsStillSeconds"]) >= 1);
    await test.chain.provider.send("anvil_mine", []);
    await until(part, ({ state }) => state === "ok");
    await part.stop();
  });

  it("names one exact instruction while a fault is open", async () => {
    const part = open();
    await part.start();
    await until(part, ({ state }) => state === "ok");
    node.script = async ({ method }, honest) => ({ result: method === "eth_chainId" ? "0x2" : await honest() });
    const { detail } = await until(part, failing("fault"));
    assert.equal(detail["fault"], "wrong-chain: node 1");
    assert.match(String(detail["instruction"]), /URL/);
    node.script = undefined;
    await until(part, ({ state }) => state === "ok");
    await part.stop();
  });
});
