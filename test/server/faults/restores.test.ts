import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openStore } from "../../../src/server/store/open-store.ts";
import { openStage } from "../relayer/sending/stage.ts";
import { openEmbedded } from "../support/both-stores.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { assertInvariant, type Scene } from "./invariant.ts";
import { killServices, startServices, type Services, type ServicesInput } from "./services.ts";
import { Voters } from "./voters.ts";

describe("services on restored, shared and crowded databases, as processes", function () {
  this.timeout(180_000);
  let scene: Scene;
  let postgres: TestPostgres;
  let databaseUrl: string;
  let folder: string;

  const start = (changes: Partial<ServicesInput> = {}): Promise<Services> =>
    startServices({ stage: scene.stage, databaseUrl, folder, ...changes });
  const stop = async (services: Services): Promise<void> => {
    services.child.kill("SIGTERM");
    assert.equal((await services.ended).exitCode, 0, services.log());
  };
  const copyDatabase = async (name: string): Promise<string> => {
    const url = new URL(databaseUrl);
    const source = url.pathname.slice(1);
    url.pathname = "/postgres";
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
    await client.end();
    url.pathname = `/${name}`;
    return url.href;
  };

  before(async () => {
    postgres = await startPostgres();
    folder = await mkdtemp(join(tmpdir(), "psephos-faults-"));
    databaseUrl = await postgres.createDatabase();
    const stage = await openStage();
    const voters = new Voters(stage.election.electionId);
    const [store, fresh] = [await openStore({ url: databaseUrl }), await openEmbedded()];
    scene = { stage, store, fresh, voters, password: postgres.password };
  });
  after(async () => {
    await killServices();
    await scene.store.close();
    await scene.fresh.close();
    await scene.stage.end();
    await postgres.end();
    await rm(folder, { recursive: true, force: true });
  });

  it("F22: restored from before the first ballot, casts nothing twice, and goes on with the chain's nonces", async () => {
    await scene.store.close();
    const dump = await copyDatabase("restored");
    scene = { ...scene, store: await openStore({ url: databaseUrl }) };
    const before = await start();
    const [old, young] = [scene.stage.ballots(10), scene.stage.ballots(10)];
    await scene.voters.castAll(before.url, old);
    await assertInvariant(scene);
    await stop(before);
    await scene.store.close();

    databaseUrl = dump;
    scene = { ...scene, store: await openStore({ url: dump }) };
    const restored = await start();
    for (const told of await scene.voters.castAll(restored.url, old)) assert.equal(told?.body.code, "ALREADY_CAST");
    await scene.voters.castUntilTaken(restored.url, young);
    await assertInvariant(scene);
    await stop(restored);
  });

  it("F18: another relayer's account finishes what one signed that does not come back", async () => {
    const ballots = scene.stage.ballots(5);
    const first = await start();
    await first.arm("relayer.submission-stored");
    await scene.voters.castAll(first.url, ballots);
    assert.equal((await first.ended).signal, "SIGKILL");
    const second = await start({ account: 9 });
    await scene.voters.castUntilTaken(second.url, ballots);
    await assertInvariant(scene);
    await stop(second);
  });

  it("F23: what one process took, another on the same database knows at once, and gives the same ticket for", async () => {
    const [one, other] = [await start(), await start({ account: 9 })];
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
    const services = await start({ relayer: { queueLimit: 16, verifyBatchSize: 8 } });
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
