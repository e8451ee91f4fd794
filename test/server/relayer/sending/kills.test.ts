import assert from "node:assert/strict";
import type { SimulatedBallot } from "../../../../scripts/bench/simulated-ballots.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { forBothStores } from "../../support/both-stores.ts";
import {
  assertCountedOnce,
  empty,
  minedNonce,
  openStage,
  OTHER_PAYER,
  PAYER,
  receive,
  startTestSender,
  stopSenders,
  states,
  until,
  untilStates,
  type Stage,
} from "./stage.ts";

const STEPS = [
  "relayer.batch-taken",
  "relayer.nonce-reserved",
  "relayer.signed",
  "relayer.submission-stored",
  "relayer.broadcast",
  "relayer.receipt-read",
  "relayer.included-stored",
  "relayer.final-stored",
];

describe("a sender's store", () => {
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
    });

    it("keeps what is sent in batches until the chain calls it final", async () => {
      const ballots = stage.ballots(70);
      await receive(store, { election: stage.election, ballots });
      const sender = await startTestSender(stage, { store });
      await untilStates(store, { final: 70 });
      await assertCountedOnce(stage, ballots);
      assert.equal((await sender.health()).state, "ok");
      const info = await sender.info();
      assert.deepEqual([info.queueLength, info.advice, info.address], [0, "relay", PAYER.address]);
      await sender.stop();
    });

    it("keeps entries back until enough of them wait or one is due", async () => {
      const sender = await startTestSender(stage, { store, settings: { batchSize: 8 } });
      await receive(store, { election: stage.election, ballots: stage.ballots(7), isDue: false });
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.deepEqual(await states(store), { received: 7 });
      await receive(store, { election: stage.election, ballots: stage.ballots(1), isDue: false });
      sender.wake();
      await untilStates(store, { final: 8 });
      await sender.stop();
    });

    for (const step of STEPS) {
      it(`F4–F8: lets another sender finish with one transaction what ended at ${step}`, async () => {
        const ballots = stage.ballots(3);
        await receive(store, { election: stage.election, ballots });
        const nonce = await minedNonce(stage);
        let isDead = false;
        const first = await startTestSender(stage, {
          store,
          onStep: (reached) => {
            isDead ||= reached === step;
            if (isDead) throw new Error("ended");
          },
        });
        await until(() => isDead, step);
        await first.stop();
        const second = await startTestSender(stage, { store });
        await untilStates(store, { final: 3 });
        await second.stop();
        await assertCountedOnce(stage, ballots);
        assert.equal(await minedNonce(stage), nonce + 1);
      });
    }

    it("lets a sender with another account finish what one that does not come back has signed", async () => {
      const ballots = stage.ballots(3);
      await receive(store, { election: stage.election, ballots });
      let isDead = false;
      const onStep = (reached: string): void => {
        isDead ||= reached === "relayer.submission-stored";
        if (isDead) throw new Error("ended");
      };
      const first = await startTestSender(stage, { store, onStep });
      await until(() => isDead, "stored");
      await first.stop();
      const second = await startTestSender(stage, { store, account: OTHER_PAYER });
      await untilStates(store, { final: 3 });
      await second.stop();
      await assertCountedOnce(stage, ballots);
    });

    for (const [accounts, title] of [
      [[PAYER, OTHER_PAYER], "two accounts"],
      [[PAYER, PAYER], "one account"],
    ] as const) {
      it(`gets each entry on the chain once when two senders with ${title} share it`, async () => {
        const ballots = stage.ballots(120);
        const settings = { batchSize: 16 };
        await receive(store, { election: stage.election, ballots });
        const senders = await Promise.all(
          accounts.map((account) => startTestSender(stage, { store, account, settings })),
        );
        await untilStates(store, { final: 120 });
        await Promise.all(senders.map((sender) => sender.stop()));
        await assertCountedOnce(stage, ballots);
      });
    }

    it("forgets finished entries after their time, and transactions that are final", async () => {
      const chainTime = (await stage.test.chain.provider.getBlock("latest"))!.timestamp;
      const [old, young] = stage.ballots(2) as [SimulatedBallot, SimulatedBallot]; // prettier-ignore
      const longAgo = { ...stage.election, closesAt: chainTime - 101 };
      const ids = [
        ...(await receive(store, { election: longAgo, ballots: [old] })),
        ...(await receive(store, { election: stage.election, ballots: [young] })),
      ];
      await store.database.updateTable("relay_entries").set({ state: "final" }).execute();
      const sender = await startTestSender(stage, { store, settings: { retentionSeconds: 100 } });
      await untilStates(store, { final: 1 });
      await sender.stop();
      const kept = await store.database.selectFrom("relay_entries").select("id").execute();
      assert.deepEqual(kept, [{ id: ids[1] }]);
    });
  });
});
