import assert from "node:assert/strict";
import { forBothStores } from "../../support/both-stores.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { spoilt } from "./ballots.ts";
import {
  assertCountedOnce,
  bentChain,
  empty,
  minedNonce,
  openStage,
  receive,
  startTestSender,
  stopSenders,
  until,
  untilStates,
  type Stage,
} from "./stage.ts";

const BATCH_SIZE = 8;
const BATCHES = 9;
/** The first batch goes alone, for the chain's gas; in the next round four go together. */
const DEADLY: readonly (readonly [step: string, time: number])[] = [
  ["relayer.batch-taken", 2],
  ["relayer.nonce-reserved", 4],
  ["relayer.signed", 4],
  ["relayer.submission-stored", 2],
  ["relayer.broadcast", 3],
  ["relayer.included-stored", 3],
];

describe("a sender with many full batches", () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.end());

  forBothStores((open) => {
    let store: Store;
    before(async () => {
      store = await open();
    });
    afterEach(async () => {
      await stopSenders();
      await empty(store);
      await stage.rpc("evm_setAutomine", true);
    });

    const settings = { batchSize: BATCH_SIZE };

    it("sends several at a time, with one transaction each, and asks about one for all", async () => {
      const ballots = stage.ballots(BATCH_SIZE * BATCHES);
      await receive(store, { election: stage.election, ballots });
      const nonce = await minedNonce(stage);
      let asked = 0;
      const chain = await bentChain(stage, (ask, method) => {
        if (method === "eth_call") asked++;
        return ask();
      });
      await startTestSender(stage, { store, chain, settings });
      await untilStates(store, { final: ballots.length });
      await stopSenders();
      chain.close();
      await assertCountedOnce(stage, ballots);
      assert.equal(await minedNonce(stage), nonce + BATCHES);
      // One alone, then two rounds of four.
      assert.equal(asked, 2);
    });

    it("has no more of them unmined than it may", async () => {
      const ballots = stage.ballots(BATCH_SIZE * BATCHES);
      await receive(store, { election: stage.election, ballots });
      await stage.rpc("evm_setAutomine", false);
      await startTestSender(stage, { store, settings: { ...settings, maxInFlight: 3 } });
      await untilStates(store, { submitted: 3 * BATCH_SIZE, received: (BATCHES - 3) * BATCH_SIZE });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await untilStates(store, { submitted: 3 * BATCH_SIZE, received: (BATCHES - 3) * BATCH_SIZE });
      await stage.rpc("evm_setAutomine", true);
      await stage.rpc("anvil_mine", "0x1");
      await untilStates(store, { final: ballots.length });
      await assertCountedOnce(stage, ballots);
    });

    for (const [step, time] of DEADLY) {
      it(`F4–F8: loses and doubles none of them if it ends at ${step} number ${time}`, async () => {
        const ballots = stage.ballots(BATCH_SIZE * BATCHES);
        await receive(store, { election: stage.election, ballots });
        const nonce = await minedNonce(stage);
        let reached = 0;
        const onStep = (name: string): void => {
          if (name === step) reached++;
          if (reached >= time) throw new Error("ended");
        };
        const first = await startTestSender(stage, { store, settings, onStep });
        await until(() => reached >= time, step);
        await first.stop();
        await startTestSender(stage, { store, settings });
        await untilStates(store, { final: ballots.length });
        await stopSenders();
        await assertCountedOnce(stage, ballots);
        assert.equal(await minedNonce(stage), nonce + BATCHES);
      });
    }

    it("F20: refuses a bad ballot of a batch that it did not ask about, and sends all others", async () => {
      const ballots = stage.ballots(BATCH_SIZE * BATCHES);
      const [bad] = ballots;
      await receive(store, { election: stage.election, ballots: [spoilt(bad!), ...ballots.slice(1)] });
      await startTestSender(stage, { store, settings });
      await untilStates(store, { final: ballots.length - 1, "refused PROOF_INVALID": 1 });
      await assertCountedOnce(stage, ballots.slice(1));
    });
  });
});
