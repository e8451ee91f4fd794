import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { Registry } from "prom-client";
import type { Chain } from "../../../../src/chain/contracts.ts";
import { prepare } from "../../../../src/server/relayer/sending/prepare.ts";
import { gasModel } from "../../../../src/server/relayer/sending/gas.ts";
import { emptyNotes, type Sending } from "../../../../src/server/relayer/sending/sending.ts";
import { metersIn } from "../../../../src/server/relayer/sending/meters.ts";
import { factsReader } from "../../../../src/server/relayer/sending/chain-facts.ts";
import { DEFAULT_PACE } from "../../../../src/server/relayer/sending/settings.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { spoilt } from "./ballots.ts";
import { onStage } from "./on-stage.ts";
import {
  assertCountedOnce,
  bentChain,
  empty,
  LIMITS,
  minedNonce,
  PAYER,
  receive,
  startTestSender,
  states,
  stopSenders,
  untilStates,
  type Stage,
} from "./stage.ts";

const IDS = Array.from({ length: 64 }, () => randomUUID());

/** Judged by `refuses` instead of the chain. */
function fakeSending({ test }: Stage, store: Store, refuses: (data: string) => boolean): Sending {
  const send = (method: string, [{ data }]: [{ data: string }]): Promise<unknown> => {
    if (refuses(data)) {
      return Promise.reject(Object.assign(new Error("refused"), { code: "CALL_EXCEPTION", data: "0x09bde339" }));
    }
    return Promise.resolve(method === "eth_call" ? `0x${"0".repeat(63)}1` : "0x989680");
  };
  const chain = { ...test.chain, provider: { send } } as unknown as Chain;
  return {
    store,
    chain,
    secondOpinions: [],
    account: PAYER,
    address: PAYER.address.toLowerCase(),
    settings: { ...LIMITS, ...DEFAULT_PACE },
    log: pino({ level: "silent" }),
    onStep: () => undefined,
    facts: factsReader(chain, PAYER.address),
    gas: gasModel(),
    meters: metersIn(new Registry()),
    notes: emptyNotes(),
  };
}

describe("a sender with a bad entry", () => {
  let stage: Stage;
  let store: Store;
  onStage((opened) => ({ stage, store } = opened));

  it("F20: sends the 63 good ballots of a batch of 64 in one transaction, and refuses the bad one alone", async () => {
    const [bad, ...good] = stage.ballots(64);
    await receive(store, { election: stage.election, ballots: [spoilt(bad!), ...good] });
    const nonce = await minedNonce(stage);
    await startTestSender(stage, { store });
    await untilStates(store, { final: 63, "refused PROOF_INVALID": 1 });
    await assertCountedOnce(stage, good);
    assert.equal(await minedNonce(stage), nonce + 1);
  });

  it("F20: finds the bad ballot wherever it stands among 64", async () => {
    // The node's part is played: it refuses whatever holds the bad nullifier, and takes the rest.
    const ballots = stage.ballots(64);
    for (let position = 0; position < 64; position++) {
      const bad = ballots[position]!.nullifier.toString(16).padStart(64, "0");
      const refuses = (data: string): boolean => data.includes(bad);
      const sending = fakeSending(stage, store, refuses);
      const entries = ballots.map(({ words, nullifier }, index) => ({ id: IDS[index]!, nullifier, words, closesAt: undefined })); // prettier-ignore
      const good = await prepare(sending, { kind: "ballot", target: stage.election.electionId, entries });
      assert.deepEqual(
        good.map(({ id }) => id),
        IDS.filter((_, index) => index !== position),
      );
    }
  });

  it("F20: refuses two bad ballots in different halves, and one that is cast already costs nothing", async () => {
    const ballots = stage.ballots(16);
    await receive(store, { election: stage.election, ballots: ballots.slice(0, 1) });
    await startTestSender(stage, { store });
    await untilStates(store, { final: 1 });
    await empty(store);
    const mixed = ballots.map((ballot, index) => ([3, 12].includes(index) ? spoilt(ballot) : ballot));
    await receive(store, { election: stage.election, ballots: mixed });
    await untilStates(store, { final: 14, "refused PROOF_INVALID": 2 });
    await assertCountedOnce(stage, ballots.filter((_, index) => ![3, 12].includes(index))); // prettier-ignore
  });

  it("F40: gives up what reverts every transaction after 5 attempts, the last ones alone", async () => {
    const [bad, ...good] = stage.ballots(8);
    // A node that finds everything good before it is mined.
    const chain = await bentChain(stage, (ask, method) => {
      if (method === "eth_call") return Promise.resolve(`0x${"0".repeat(63)}1`);
      return method === "eth_estimateGas" ? Promise.resolve("0x2dc6c0") : ask();
    });
    await receive(store, { election: stage.election, ballots: [spoilt(bad!), ...good] });
    await startTestSender(stage, { store, chain });
    await untilStates(store, { final: 7, "refused RELAY_FAILED": 1 });
    await assertCountedOnce(stage, good);
    chain.close();
  });

  it("F40: does the same work once however often it is woken", async () => {
    const ballots = stage.ballots(4);
    const nonce = await minedNonce(stage);
    const sender = await startTestSender(stage, { store });
    await receive(store, { election: stage.election, ballots });
    for (let count = 0; count < 100; count++) sender.wake();
    await untilStates(store, { final: 4 });
    for (let count = 0; count < 100; count++) sender.wake();
    await stopSenders();
    assert.equal(await minedNonce(stage), nonce + 1);
    assert.deepEqual(await states(store), { final: 4 });
  });
});
