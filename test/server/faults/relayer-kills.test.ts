import assert from "node:assert/strict";
import { assertInvariant } from "./invariant.ts";
import { Scene } from "./scene.ts";
import type { Services } from "./services.ts";

const STEPS = [
  ["F1", "received"],
  ["F2", "verified"],
  ["F3", "stored"],
  ["F4", "nonce-reserved"],
  ["F5", "signed"],
  ["F6", "broadcast"],
  ["F7", "receipt-read"],
  ["F8", "answered"],
] as const;

describe("services that end at any moment, as processes", () => {
  let scene: Scene;
  let services: Services;
  before(async () => {
    scene = await Scene.open();
    services = await scene.start();
  });
  after(() => scene.end());

  for (const [row, step] of STEPS) {
    it(`${row}: killed at ${step}, the relayer finishes after its next start what it acknowledged, once`, async () => {
      const ballots = scene.stage.ballots(3);
      await services.arm(`relayer.${step}`);
      await scene.voters.castAll(services.url, ballots);
      assert.equal((await services.ended).signal, "SIGKILL");
      services = await scene.start();
      await scene.voters.castUntilTaken(services.url, ballots);
      await assertInvariant(scene);
    });
  }

  it("F21: goes on when the database was killed under load and started again", async () => {
    const ballots = scene.stage.ballots(24);
    await scene.voters.castAll(services.url, ballots.slice(0, 8));
    const casting = scene.voters.castAll(services.url, ballots.slice(8));
    await scene.postgres.kill();
    for (const told of await casting) assert.ok(told !== undefined, "no answer at all");
    await scene.postgres.start();
    await scene.voters.castUntilTaken(services.url, ballots);
    await assertInvariant(scene);
  });

  it("F49: on SIGTERM during a batch it answers whom it took, ends in time, and the next one finishes", async () => {
    const ballots = scene.stage.ballots(40);
    const casting = scene.voters.castAll(services.url, ballots);
    const at = performance.now();
    services.child.kill("SIGTERM");
    await casting;
    assert.deepEqual(await services.ended, { exitCode: 0, signal: null }, services.log());
    assert.ok(performance.now() - at < 30_000);
    services = await scene.start();
    await scene.voters.castUntilTaken(services.url, ballots);
    await assertInvariant(scene);
  });
});
