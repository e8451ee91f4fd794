import assert from "node:assert/strict";
import { toQuantity } from "ethers";
import type { Chain } from "../../../../src/chain/contracts.ts";
import { publishRoll } from "../../../../src/chain/rolls.ts";
import { openFaults } from "../../../../src/server/indexer/follow/faults.ts";
import { createFollower, type Follower } from "../../../../src/server/indexer/follow/follower.ts";
import { readState } from "../../../../src/server/indexer/follow/state.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { startTestChain, type TestChain } from "../../../chain/setup.ts";
import { openEmbedded } from "../../support/both-stores.ts";
import { assertEqualsRebuild, catchUp, CONFIG, dump } from "./index-tables.ts";
import { startScriptedNode, type Answer, type ScriptedNode, type Script } from "./scripted-node.ts";

type RawLog = Record<string, string>;
const QUICK = { ...CONFIG, confirmations: 0 };
const IMPATIENT = { ...QUICK, answerMs: 400 };

describe("an index behind a faulty node", () => {
  let test: TestChain;
  let node: ScriptedNode;
  let chain: Chain;
  let store: Store;
  let fresh: Store;
  let follower: Follower;

  before(async () => {
    test = await startTestChain();
    node = await startScriptedNode(test.local.url);
    chain = await node.chainOf(test.chain);
    fresh = await openEmbedded();
    store = await openEmbedded();
  });
  after(async () => {
    await node.end();
    await test.end();
    await store.close();
    await fresh.close();
  });
  beforeEach(async () => {
    node.script = undefined;
    follower = createFollower({ store, chain, config: QUICK });
    await catchUp(follower);
    await addRoll();
  });

  const addRoll = (): Promise<unknown> => {
    const roll = { root: 7n, size: 1, totalWeight: 1n, fileHash: `0x${"11".repeat(32)}` };
    return publishRoll({ chain: test.chain, account: test.organizer, roll });
  };
  const openLog = async (): Promise<void> => {
    const { logs } = test.chain.contracts;
    const data = logs.interface.encodeFunctionData("openLog", ["of land titles"]);
    const account = test.organizer.connect(test.chain.provider);
    await (await account.sendTransaction({ to: logs.target, data })).wait();
  };
  const recovers = async (): Promise<void> => {
    node.script = undefined;
    await catchUp(follower);
    await assertEqualsRebuild(store, fresh, test.chain);
    assert.deepEqual(await openFaults(store), []);
  };
  const onLogs =
    (change: (logs: RawLog[]) => unknown): Script =>
    async ({ method }, honest) => ({
      result: method === "eth_getLogs" ? change((await honest()) as RawLog[]) : await honest(),
    });

  const brokenAnswers: readonly (readonly [string, Answer])[] = [
    ["does not answer", undefined],
    ["answers 429", { status: 429 }],
    ["answers 500", { status: 500, body: "internal error" }],
    ["cuts its JSON short", { status: 200, body: '{"jsonrpc":"2.0","id":1,"resu' }],
    ["hangs up", { hangUp: true }],
  ];
  for (const [what, broken] of brokenAnswers) {
    it(`F14: writes nothing while the node ${what}, and goes on afterwards`, async () => {
      const rows = await dump(store);
      const impatient = createFollower({ store, chain, config: IMPATIENT });
      for (const method of ["eth_chainId", "eth_getBlockByNumber", "eth_getLogs"]) {
        node.script = async (question, honest) => (question.method === method ? broken : { result: await honest() });
        await assert.rejects(impatient.look());
      }
      assert.deepEqual(await dump(store), rows);
      await recovers();
    });
  }

  it("F14: refuses a node that answers for another chain now, and says so until it is mended", async () => {
    node.script = async ({ method }, honest) => ({ result: method === "eth_chainId" ? "0x2" : await honest() });
    await assert.rejects(follower.look(), { code: "CHAIN_ID_MISMATCH" });
    assert.deepEqual(
      (await openFaults(store)).map(({ kind }) => kind),
      ["wrong-chain"],
    );
    await recovers();
  });

  it("F14: keeps everything when the node's newest block goes backwards, and waits", async () => {
    await catchUp(follower);
    const rows = await dump(store);
    const stale = (await test.chain.provider.getBlockNumber()) - 3;
    node.script = async ({ method, params }, honest) => {
      if (method !== "eth_getBlockByNumber") return { result: await honest() };
      if (params[0] !== "latest") return { result: Number(params[0]) > stale ? null : await honest() };
      return { result: await test.chain.provider.send("eth_getBlockByNumber", [toQuantity(stale), false]) };
    };
    const look = await follower.look();
    assert.equal(look.nodeBehind, true);
    assert.deepEqual(await dump(store), rows);
    await recovers();
  });

  it("F14: puts logs in order that come in another one", async () => {
    await addRoll();
    node.script = onLogs((logs) => logs.toReversed());
    await catchUp(follower);
    await recovers();
  });

  it("F14: reads again when logs are missing, so that one short answer does no harm", async () => {
    await openLog();
    let answers = 0;
    node.script = onLogs((logs) => (answers++ === 0 ? logs.slice(0, -1) : logs));
    await catchUp(follower);
    assert.equal(answers, 2);
    await recovers();
  });

  it("F14, F15: finds out a node that keeps logs back for good, by the contracts' own counters", async () => {
    await openLog();
    node.script = onLogs((logs) => logs.slice(0, -1));
    await catchUp(follower);
    await catchUp(follower);
    const faults = await openFaults(store);
    assert.deepEqual(
      faults.map(({ kind, subject }) => `${kind} ${subject}`),
      ["contract-disagrees logs.logCount"],
    );
    assert.ok((await readState(store.database))!.verified_block! < (await test.chain.provider.getBlockNumber()));
    // What is missing lies behind the cursor: an honest node alone does not bring it back, reading again does.
    node.script = undefined;
    follower = createFollower({ store, chain, config: QUICK });
    await recovers();
  });

  it("F15: takes no log of a block that is not the chain's, none twice, and none that was not asked for", async () => {
    const rows = await dump(store);
    const lies: ((logs: RawLog[]) => RawLog[])[] = [
      (logs) => logs.map((log) => ({ ...log, blockHash: `0x${"ab".repeat(32)}` })),
      (logs) => [...logs, ...logs],
      (logs) => [...logs, { ...logs[0]!, logIndex: "0x63", address: `0x${"cd".repeat(20)}` }],
      (logs) => [...logs, { ...logs[0]!, logIndex: "0x63", blockNumber: "0x1" }],
      (logs) => logs.map((log) => ({ ...log, data: log["data"]!.slice(0, -2) })),
      (logs) => logs.map((log) => ({ ...log, data: "0x" })),
    ];
    for (const lie of lies) {
      node.script = onLogs(lie);
      await assert.rejects(follower.look());
    }
    assert.deepEqual(await dump(store), rows);
    await recovers();
  });

  it("F15: calls nothing final that a second node denies, and says that the nodes disagree", async () => {
    await catchUp(follower);
    const before = await readState(store.database);
    await addRoll();
    node.script = onLogs((logs) => logs.map((log) => ({ ...log, data: log["data"]!.replace(/7/, "8") })));
    // The second node is the liar here; the index cannot know which one is.
    const doubtful = createFollower({ store, chain: test.chain, secondOpinions: [chain], config: QUICK });
    assert.equal((await doubtful.look()).finality, "disputed");
    assert.equal((await readState(store.database))?.final_block, before?.final_block);
    assert.deepEqual(
      (await openFaults(store)).map(({ kind, subject }) => `${kind} ${subject}`),
      ["nodes-disagree node 2"],
    );
    node.script = undefined;
    assert.equal((await doubtful.look()).finality, "final");
    assert.deepEqual(await openFaults(store), []);
  });

  it("F15: waits with finality while the second node is away, and goes on reading", async () => {
    const doubtful = createFollower({ store, chain: test.chain, secondOpinions: [chain], config: QUICK });
    await catchUp(doubtful);
    await addRoll();
    node.script = async () => ({ hangUp: true });
    const look = await doubtful.look();
    assert.deepEqual([look.events, look.finality], [1, "waiting"]);
    node.script = undefined;
    assert.equal((await doubtful.look()).finality, "final");
  });

  it("F38: comes to the same index over a connection that breaks again and again", async () => {
    for (let count = 0; count < 5; count++) await addRoll();
    let questions = 0;
    node.script = async (_, honest) => (++questions % 3 === 0 ? { hangUp: true } : { result: await honest() });
    let failures = 0;
    const small = createFollower({ store, chain, config: { ...QUICK, rangeBlocks: 1 } });
    for (let done = false; !done && failures < 500;) {
      done = await small.look().then(
        ({ again }) => !again,
        () => ++failures < 0,
      );
      if (questions > 40) node.script = undefined;
    }
    assert.ok(failures > 0, "the connection did break");
    await recovers();
  });
});
