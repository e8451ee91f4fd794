import assert from "node:assert/strict";
import { assertInvariant } from "./invariant.ts";
import { Scene, stop } from "./scene.ts";

describe("services on restored, shared and crowded databases, as processes", () => {
  let scene: Scene;
  before(async () => {
    scene = await Scene.open();
  });
  after(() => scene.end());

  it("F22: restored from before the first ballot, casts nothing twice, and goes on with the chain's nonces", async () => {
    const dump = await scene.copyDatabase("restored");
    const before = await scene.start();
    const [old, young] = [scene.stage.ballots(10), scene.stage.ballots(10)];
    await scene.voters.castAll(before.url, old);
    await assertInvariant(scene);
    await stop(before);

    await scene.moveTo(dump);
    const restored = await scene.start();
    for (const told of await scene.voters.castAll(restored.url, old)) assert.equal(told?.body.code, "ALREADY_CAST");
    await scene.voters.castUntilTaken(restored.url, young);
    await assertInvariant(scene);
    await stop(restored);
  });

  it("F18: another relayer's account finishes what one signed that does not come back", async () => {
    const ballots = scene.stage.ballots(5);
    const first = await scene.start();
    await first.arm("relayer.submission-stored");
    await scene.voters.castAll(first.url, ballots);
    assert.equal((await first.ended).signal, "SIGKILL");
    const second = await scene.start({ account: 9 });
    await scene.voters.castUntilTaken(second.url, ballots);
    await assertInvariant(scene);
    await stop(second);
  });

  it("F23: what one process took, another on the same database knows at once, and gives the same ticket for", async () => {
    const [one, other] = [await scene.start(), await scene.start({ account: 9 })];
    const ballots = scene.stage.ballots(4);
    for (const ballot of ballots) {
      await scene.voters.castUntilTaken(one.url, [ballot]);
      const { ticket } = scene.voters.acknowledged.get(ballot.nullifier)!;
      assert.equal((await scene.voters.entry(other.url, ticket)).status, 200);
      await scene.voters.castUntilTaken(other.url, [ballot]);
    }
    await assertInvariant(scene);
    await stop(one);
    await stop(other);
  });

  it("F46: in a burst it takes or honestly refuses each ballot, and drops none that it took", async () => {
    const services = await scene.start({ relayer: { queueLimit: 16, verifyBatchSize: 8 } });
    const answers = await scene.voters.castAll(services.url, scene.stage.ballots(160));
    const statuses = new Set(answers.map((told) => told?.status));
    assert.ok(
      [...statuses].every((status) => status === 202 || status === 503),
      String([...statuses]),
    );
    assert.ok(statuses.has(202));
    await assertInvariant(scene);
    await stop(services);
  });
});
