import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../src/server/store/open-store.ts";
import { openStage } from "../relayer/sending/stage.ts";
import { openEmbedded } from "../support/both-stores.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { assertInvariant, type Scene } from "./invariant.ts";
import { killServices, startServices, type Services } from "./services.ts";
import { Voters } from "./voters.ts";

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

describe("services that end at any moment, as processes", function () {
  this.timeout(180_000);
  let scene: Scene;
  let postgres: TestPostgres;
  let databaseUrl: string;
  let folder: string;
  let services: Services;

  const start = (): Promise<Services> => startServices({ stage: scene.stage, databaseUrl, folder });

  before(async () => {
    postgres = await startPostgres();
    folder = await mkdtemp(join(tmpdir(), "psephos-faults-"));
    databaseUrl = await postgres.createDatabase();
    const stage = await openStage();
    const voters = new Voters(stage.election.electionId);
    const [store, fresh] = [await openStore({ url: databaseUrl }), await openEmbedded()];
    scene = { stage, store, fresh, voters, password: postgres.password };
    services = await start();
  });
  after(async () => {
    await killServices();
    await scene.store.close();
    await scene.fresh.close();
    await scene.stage.end();
    await postgres.end();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [row, step] of STEPS) {
    it(`${row}: killed at ${step}, the relayer finishes after its next start what it acknowledged, once`, async () => {
      const ballots = scene.stage.ballots(3);
      await services.arm(`relayer.${step}`);
      await scene.voters.castAll(services.url, ballots);
      assert.equal((await services.ended).signal, "SIGKILL");
      services = await start();
      await scene.voters.castUntilTaken(services.url, ballots);
      await assertInvariant(scene);
    });
  }

  it("F21: goes on when the database was killed under load and started again", async () => {
    const ballots = scene.stage.ballots(24);
    await scene.voters.castAll(services.url, ballots.slice(0, 8));
    const casting = scene.voters.castAll(services.url, ballots.slice(8));
    await postgres.kill();
    for (const told of await casting) assert.ok(told !== undefined, "no answer at all");
    await postgres.start();
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
    services = await start();
    await scene.voters.castUntilTaken(services.url, ballots);
    await assertInvariant(scene);
  });
});
