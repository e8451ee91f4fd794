import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { writeDeployment } from "../../../../src/chain/deployments.ts";
import { createFollower } from "../../../../src/server/indexer/follow/follower.ts";
import { openStore } from "../../../../src/server/store/open-store.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { PARSERS } from "../../../../src/server/store/types.ts";
import { temporaryFolder } from "../../../chain/setup.ts";
import { forBothStores, openEmbedded } from "../../support/both-stores.ts";
import { sharedPostgres } from "../../support/postgres.ts";
import { assertEqualsRebuild, catchUp, CONFIG, dump, followToHead } from "./index-tables.ts";
import { castCall, mine, reorganise, rollCall, sendNow, startVotingChain, type VotingChain } from "./voting-chain.ts";

describe("an indexer that ends at any moment", function () {
  this.timeout(180_000);
  let voting: VotingChain;
  let fresh: Store;
  let cast = 0;
  before(async () => {
    voting = await startVotingChain({ ballotCount: 40 });
    fresh = await openEmbedded();
    await mine(voting, 4);
  });
  after(async () => {
    await voting.test.end();
    await fresh.close();
  });

  const grow = async (): Promise<void> => {
    await sendNow(voting, castCall(voting, voting.ballots.slice(cast, cast + 2)));
    cast += 2;
    await sendNow(voting, rollCall(voting, 5n));
  };

  forBothStores((open) => {
    for (const step of ["range-read", "rows-written", "cursor-written", "rollback-deleted", "rollback-done"]) {
      it(`F10: one that fails at ${step} leaves tables that the next one makes equal to a rebuild`, async () => {
        const store = await open();
        await followToHead(store, voting.chain);
        await grow();
        await followToHead(store, voting.chain);
        const before = await dump(store);
        await reorganise(voting, { depth: 2, calls: [[rollCall(voting, 6n), 1]] });
        const onStep = (at: string): void => {
          if (at === `indexer.${step}`) throw new Error("the process ends here");
        };
        const failing = createFollower({ store, chain: voting.chain, config: CONFIG, onStep });
        await assert.rejects(catchUp(failing), /the process ends here/);
        if (step === "rollback-deleted") assert.deepEqual(await dump(store), before, "half a rollback is none");
        await followToHead(store, voting.chain);
        await assertEqualsRebuild(store, fresh, voting.chain);
      });
    }
  });

  it("F10: killed for real between rows and cursor, and between taking back and reading again, it loses nothing", async () => {
    const folder = temporaryFolder();
    const deployment = join(folder, "deployment.json");
    await writeDeployment(deployment, voting.test.deployment);
    const url = await (await sharedPostgres()).createDatabase();
    const killAt = async (step: string): Promise<void> => {
      const program = join(import.meta.dirname, "follow-until-killed.ts");
      const child = spawn(process.execPath, [program, url, voting.test.local.url, deployment, step], {
        stdio: "inherit",
      });
      const [, signal] = (await once(child, "exit")) as [number | null, string | null];
      assert.equal(signal, "SIGKILL");
    };
    await killAt("indexer.rows-written");
    const store = await openStore({ url });
    assert.deepEqual(await dump(store), [], "rows without their cursor are not kept");
    await followToHead(store, voting.chain);
    await grow();
    await killAt("indexer.cursor-written");
    await followToHead(store, voting.chain);
    await reorganise(voting, { depth: 2 });
    await killAt("indexer.rollback-deleted");
    await killAt("indexer.rollback-done");
    await followToHead(store, voting.chain);
    await assertEqualsRebuild(store, fresh, voting.chain);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it("F22: restored from an older dump, it catches up, over a reorganisation too", async () => {
    const pglite = await PGlite.create({ parsers: PARSERS });
    const store = await openStore({ pglite });
    await followToHead(store, voting.chain);
    const dumped = await pglite.dumpDataDir("none");
    await grow();
    await followToHead(store, voting.chain);
    await store.close();
    await reorganise(voting, { depth: 4, calls: [[rollCall(voting, 8n), 2]] });
    await grow();
    const restored = await openStore({ pglite: await PGlite.create({ loadDataDir: dumped, parsers: PARSERS }) });
    await followToHead(restored, voting.chain);
    await assertEqualsRebuild(restored, fresh, voting.chain);
    await restored.close();
  });

  it("two indexers on one database write each event once, through growth and reorganisations", async () => {
    const url = await (await sharedPostgres()).createDatabase();
    const stores = [await openStore({ url }), await openStore({ url })];
    const followers = stores.map((store) => createFollower({ store, chain: voting.chain, config: CONFIG }));
    const both = async (): Promise<void> => {
      await Promise.all(followers.map((follower) => catchUp(follower).catch(() => catchUp(follower))));
    };
    await both();
    for (let round = 0; round < 4; round++) {
      const following = both();
      await grow();
      await following;
      await reorganise(voting, { depth: 1 + round, calls: [[rollCall(voting, 9n), 0]] });
      await both();
    }
    await assertEqualsRebuild(stores[0]!, fresh, voting.chain);
    for (const store of stores) await store.close();
  });
});
