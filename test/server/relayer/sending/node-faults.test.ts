import assert from "node:assert/strict";
import { id, toBeHex } from "ethers";
import type { Store } from "../../../../src/server/store/store.ts";
import { onStage } from "./on-stage.ts";
import {
  assertCountedOnce,
  bentChain,
  empty,
  makeDue,
  minedNonce,
  receive,
  startTestSender,
  states,
  stopSenders,
  until,
  untilStates,
  type Stage,
} from "./stage.ts";

const NOTHING_ACCEPTED = { code: "CALL_EXCEPTION", data: id("NothingAccepted()").slice(0, 10) };

type Fault = (ask: () => Promise<unknown>) => Promise<unknown>;

const failing =
  (code: string): Fault =>
  () =>
    Promise.reject(Object.assign(new Error(`injected ${code}`), { code }));

/** After the node has done what it was asked: the answer alone is lost. */
const losingAnswer =
  (code: string): Fault =>
  async (ask) => {
    await ask();
    throw Object.assign(new Error(`injected ${code}`), { code });
  };

const FAULTS: readonly (readonly [string, Fault])[] = [
  ["does not answer in time", failing("TIMEOUT")],
  ["answers 429 or 500", failing("SERVER_ERROR")],
  ["breaks the connection", failing("ECONNRESET")],
  ["answers with cut-off JSON", failing("UNSUPPORTED_OPERATION")],
  ["does what it is asked and loses the answer", losingAnswer("SERVER_ERROR")],
];

describe("a sender whose node has faults", () => {
  let stage: Stage;
  let store: Store;
  onStage((opened) => ({ stage, store } = opened));

  for (const [what, fault] of FAULTS) {
    it(`F14: sends each entry once through a node that ${what} every third time`, async () => {
      const ballots = stage.ballots(3);
      let asked = 0;
      const chain = await bentChain(stage, (ask) => (started && ++asked % 3 === 0 ? fault(ask) : ask()));
      let started = false;
      await receive(store, { election: stage.election, ballots });
      const nonce = await minedNonce(stage);
      await startTestSender(stage, { store, chain });
      started = true;
      await untilStates(store, { final: 3 });
      await stopSenders();
      chain.close();
      await assertCountedOnce(stage, ballots);
      assert.equal(await minedNonce(stage), nonce + 1);
    });
  }

  it("F14: waits for a receipt that the node finds late, and does not send twice", async () => {
    const ballots = stage.ballots(3);
    let hidden = 4;
    const chain = await bentChain(stage, (ask, method) =>
      method === "eth_getTransactionReceipt" && hidden-- > 0 ? Promise.resolve(null) : ask(),
    );
    await receive(store, { election: stage.election, ballots });
    const nonce = await minedNonce(stage);
    await startTestSender(stage, { store, chain, settings: { lostAfterMs: 5_000 } });
    await untilStates(store, { final: 3 });
    chain.close();
    assert.equal(await minedNonce(stage), nonce + 1);
  });

  it("F14: finds on the chain what it gave up because the node hid the receipt", async () => {
    const ballots = stage.ballots(3);
    const chain = await bentChain(stage, async (ask, method, params) => {
      const isHidden = method === "eth_getTransactionReceipt" && isHiding && (params as string[])[0] !== undefined;
      return isHidden ? null : await ask();
    });
    let isHiding = true;
    await receive(store, { election: stage.election, ballots });
    const nonce = await minedNonce(stage);
    await startTestSender(stage, { store, chain, settings: { lostAfterMs: 100 } });
    await untilStates(store, { included: 3 });
    isHiding = false;
    await untilStates(store, { final: 3 });
    chain.close();
    await assertCountedOnce(stage, ballots);
    assert.equal(await minedNonce(stage), nonce + 1);
  });

  it("F14: is not led astray by a node whose head is behind", async () => {
    const ballots = stage.ballots(6);
    const stale = new Map<string, unknown>();
    let isStale = false;
    const chain = await bentChain(stage, async (ask, method, params) => {
      const key = `${method} ${JSON.stringify(params)}`;
      if (isStale && /getBlockByNumber|getTransactionCount/.test(method) && stale.has(key)) return stale.get(key);
      const answer = await ask();
      stale.set(key, answer);
      return answer;
    });
    await receive(store, { election: stage.election, ballots: ballots.slice(0, 3) });
    await startTestSender(stage, { store, chain });
    await untilStates(store, { final: 3 });
    isStale = true;
    await receive(store, { election: stage.election, ballots: ballots.slice(3) });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    isStale = false;
    await untilStates(store, { final: 6 });
    chain.close();
    await assertCountedOnce(stage, ballots);
  });

  it("F14: refuses to start on another chain, and stops sending when the node turns to one", async () => {
    let chainId = "0x1";
    const chain = await bentChain(stage, (ask, method) =>
      method === "eth_chainId" ? Promise.resolve(chainId) : ask(),
    );
    await assert.rejects(startTestSender(stage, { store, chain }), { code: "CHAIN_ID_MISMATCH" });
    await assert.rejects(startTestSender(stage, { store, secondOpinions: [chain] }), { code: "CHAIN_ID_MISMATCH" });
    chainId = "0x7a69";
    const sender = await startTestSender(stage, { store, chain });
    await until(async () => (await sender.health()).state === "ok", "healthy");
    chainId = "0x1";
    await until(async () => (await sender.health()).state === "failing", "noticed");
    await receive(store, { election: stage.election, ballots: stage.ballots(1) });
    sender.wake();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(await states(store), { received: 1 });
    assert.equal((await sender.info()).advice, "cast-directly");
    chain.close();
  });

  it("F15: calls nothing included for which the receipt shows no log of our contract", async () => {
    const ballots = stage.ballots(2);
    const chain = await bentChain(stage, async (ask, method) => {
      const answer = await ask();
      const isReceipt = method === "eth_getTransactionReceipt" && answer !== null;
      return isReceipt ? { ...(answer as object), logs: [] } : method === "eth_getLogs" ? [] : answer;
    });
    await receive(store, { election: stage.election, ballots });
    const nonce = await minedNonce(stage);
    await startTestSender(stage, { store, chain });
    const isTakenBack = async () => (await minedNonce(stage)) > nonce && (await states(store))["received"] === 2;
    await until(isTakenBack, "sent and taken back");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.deepEqual(await states(store), { received: 2 });
    chain.close();
  });

  it("F15: calls nothing final that another node does not show, and says that they disagree", async () => {
    const ballots = stage.ballots(2);
    let isSilent = true;
    const second = await bentChain(stage, (ask, method) =>
      method === "eth_getTransactionReceipt" && isSilent ? Promise.resolve(null) : ask(),
    );
    await receive(store, { election: stage.election, ballots });
    const sender = await startTestSender(stage, { store, secondOpinions: [second] });
    await untilStates(store, { included: 2 });
    await until(async () => (await sender.health()).detail["secondOpinions"] === "contradicted", "noticed");
    assert.equal((await sender.health()).state, "failing");
    assert.deepEqual(await states(store), { included: 2 });
    isSilent = false;
    await untilStates(store, { final: 2 });
    await until(async () => (await sender.health()).state === "ok", "healthy");
    second.close();
  });

  it("F15: refuses no entry on the word of one node alone", async () => {
    const ballots = stage.ballots(2);
    let isLying = true;
    const chain = await bentChain(stage, (ask, method) =>
      isLying && /eth_call|eth_estimateGas/.test(method)
        ? // InvalidProof()
          Promise.reject(Object.assign(new Error("injected"), { code: "CALL_EXCEPTION", data: "0x09bde339" }))
        : ask(),
    );
    await receive(store, { election: stage.election, ballots });
    const sender = await startTestSender(stage, { store, chain, secondOpinions: [stage.test.chain] });
    await until(async () => (await sender.health()).detail["secondOpinions"] === "contradicted", "noticed");
    assert.deepEqual(await states(store), { received: 2 });
    isLying = false;
    await makeDue(store);
    await untilStates(store, { final: 2 });
    chain.close();
  });

  it("F15: gives up nothing because one node alone says that all its transactions reverted", async () => {
    const ballots = stage.ballots(1);
    let isLying = true;
    const chain = await bentChain(stage, async (ask, method) => {
      if (isLying && method === "eth_call") return `0x${"0".repeat(63)}1`;
      if (isLying && method === "eth_estimateGas") return "0x2dc6c0";
      const answer = await ask();
      const isReceipt = isLying && method === "eth_getTransactionReceipt" && answer !== null;
      return isReceipt ? { ...(answer as object), status: "0x0", logs: [] } : answer;
    });
    await receive(store, { election: stage.election, ballots });
    const sender = await startTestSender(stage, { store, chain, secondOpinions: [stage.test.chain] });
    await until(async () => (await sender.health()).detail["secondOpinions"] === "contradicted", "noticed");
    assert.equal((await sender.health()).state, "failing");
    assert.deepEqual(await states(store), { received: 1 });
    isLying = false;
    await makeDue(store);
    await untilStates(store, { final: 1 });
    chain.close();
    await assertCountedOnce(stage, ballots);
  });

  it("F15: does not believe one node alone that a voter has cast another ballot", async () => {
    const [earlier, victim] = stage.ballots(2);
    await receive(store, { election: stage.election, ballots: [earlier!] });
    const first = await startTestSender(stage, { store });
    await untilStates(store, { final: 1 });
    await first.stop();
    await empty(store);
    let isLying = true;
    const chain = await bentChain(stage, async (ask, method, params) => {
      if (isLying && /eth_call|eth_estimateGas/.test(method))
        throw Object.assign(new Error("injected"), NOTHING_ACCEPTED);
      if (!isLying || method !== "eth_getLogs") return await ask();
      // What the earlier voter cast, under the victim's nullifier.
      const [{ topics, ...filter }] = params as [{ topics: unknown[] }];
      const logs = (await stage.rpc("eth_getLogs", { ...filter, topics: topics.slice(0, 2) })) as {
        topics: string[];
      }[];
      return logs.map((log) => ({ ...log, topics: log.topics.with(2, toBeHex(victim!.nullifier, 32)) }));
    });
    await receive(store, { election: stage.election, ballots: [victim!] });
    const sender = await startTestSender(stage, { store, chain, secondOpinions: [stage.test.chain] });
    await until(async () => (await sender.health()).detail["secondOpinions"] === "contradicted", "noticed");
    assert.equal((await sender.health()).state, "failing");
    assert.deepEqual(await states(store), { received: 1 });
    isLying = false;
    await makeDue(store);
    await untilStates(store, { final: 1 });
    chain.close();
    await assertCountedOnce(stage, [victim!]);
  });
});
