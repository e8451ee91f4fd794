import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { submitProof } from "../../../src/server/api/proofs.ts";
import { PART_NAMES } from "../../../src/server/part.ts";
import { openStore } from "../../../src/server/store/open-store.ts";
import { decryptionTask } from "../../proofs/samples.ts";
import { assertCountedOnce, until } from "../relayer/sending/stage.ts";
import { assertInvariant } from "./invariant.ts";
import { Scene } from "./scene.ts";
import { killServices, type Services } from "./services.ts";

/** In each part that writes something, and in the one that does not. */
const STEPS = ["relayer.stored", "relayer.signed", "indexer.rows-written", "watcher.round", "prover.started"] as const;

describe("all services in one process, on a database in a folder", () => {
  let scene: Scene;
  before(async () => {
    scene = await Scene.open();
  });
  after(() => scene.end());

  it("F1, F9, F10, F21: killed in each of their parts they lose nothing, and the folder opens again with an index as good as new", async () => {
    const { stage, voters, folder } = scene;
    const ballots = stage.ballots(6 * (STEPS.length + 1));
    const start = (): Promise<Services> => scene.start({ databaseUrl: null, parts: PART_NAMES });
    for (const [at, step] of STEPS.entries()) {
      const services = await start();
      await services.arm(step);
      const asked = [
        voters.castAll(services.url, ballots.slice(6 * at, 6 * at + 6)),
        voters.ask(`${services.url}/v1/proofs`, PROOF).catch(() => undefined),
      ];
      assert.equal((await services.ended).signal, "SIGKILL", step);
      await Promise.all(asked);
    }
    const services = await start();
    await voters.castUntilTaken(services.url, ballots);
    await until(() => isOver(services), "every ballot is final and indexed", 120_000);
    await killServices();
    const store = await openStore({ folder: join(folder, "database") });
    try {
      const { fresh, postgres } = scene;
      await assertInvariant({ stage, voters, fresh, postgres, store });
      await assertCountedOnce(stage, ballots);
    } finally {
      await store.close();
    }
  });

  /** By what the services themselves tell, since the folder is theirs alone. */
  async function isOver({ url }: Services): Promise<boolean> {
    const { voters, stage } = scene;
    for (const { ticket } of voters.acknowledged.values()) {
      if ((await voters.entry(url, ticket)).body.state !== "final") return false;
    }
    const head = await stage.test.chain.provider.getBlockNumber();
    const told = (await voters.ask(`${url}/v1/elections`)).body as { asOf?: { block: number } };
    await pause(200);
    return told.asOf?.block === head;
  }
});

const { circuit, inputs } = decryptionTask();
const PROOF = JSON.stringify(submitProof.body.encode({ circuit, inputs }));
