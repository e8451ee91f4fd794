import assert from "node:assert/strict";
import type { Store } from "../../../../src/server/store/store.ts";
import { counted, memoryStore, openStage, receive, startTestSender, untilStates, type Stage } from "./stage.ts";

describe("sender", () => {
  let stage: Stage;
  let store: Store;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.end());
  beforeEach(async () => {
    store = await memoryStore();
  });
  afterEach(() => store.close());

  it("sends what is due in batches, and calls it final when the chain does", async () => {
    const ballots = stage.ballots(70);
    await receive(store, { election: stage.election, ballots });
    const sender = await startTestSender(stage, { store });
    await untilStates(store, { final: 70 });
    await sender.stop();
    assert.deepEqual(new Set(await counted(stage)), new Set(ballots.map(({ nullifier }) => nullifier)));
  });
});
