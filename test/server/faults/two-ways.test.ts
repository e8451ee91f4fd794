import assert from "node:assert/strict";
import { sql } from "kysely";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { batchContract, encodeBatch } from "../../../src/chain/sending/batch-calls.ts";
import { broadcast, signTransaction } from "../../../src/chain/sending/raw-transactions.ts";
import type { SimulatedBallot } from "../../../scripts/bench/simulated-ballots.ts";
import { openStore } from "../../../src/server/store/open-store.ts";
import type { Tree } from "../../../src/server/config/tree.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { assertCountedOnce, minedNonce, OTHER_PAYER, PAYER, until, type Stage } from "../relayer/sending/stage.ts";
import { assertInvariant, type Witnessed } from "./invariant.ts";
import { Scene, stop } from "./scene.ts";
import type { Services } from "./services.ts";
import { Voters } from "./voters.ts";

const OUTSIDER = developmentAccount(7);
const GWEI = 10n ** 9n;
const COUNT = 4;
const AT_ONCE = { minDelaySeconds: 0, maxDelaySeconds: 0 };
/** One batch, as soon as the last ballot is there. */
const ALL_AT_ONCE = { batchSize: COUNT, minDelaySeconds: 60, maxDelaySeconds: 60 };

describe("ballots that go two ways at once, through services as processes", () => {
  let scene: Scene;
  before(async () => {
    scene = await Scene.open();
  });
  after(() => scene.end());
  afterEach(() => scene.stage.rpc("evm_setAutomine", true));

  /** The second relayer has a database, and voters, of its own. */
  const startBoth = async (ofOther: Tree): Promise<{ one: Services; other: Services; second: Witnessed }> => {
    const url = await scene.postgres.createDatabase();
    const store = await openStore({ url });
    const voters = new Voters(scene.stage.election.electionId);
    const [one, other] = [
      await scene.start({ relayer: ALL_AT_ONCE }),
      await scene.start({ relayer: ofOther, account: 9, databaseUrl: url }),
    ];
    const { stage, fresh, postgres } = scene;
    return { one, other, second: { stage, fresh, postgres, store, voters } };
  };

  it("F11: counts a ballot once that two relayers and its voter send into the same block", async () => {
    const { stage, voters } = scene;
    const ballots = stage.ballots(COUNT);
    const { one, other, second } = await startBoth(ALL_AT_ONCE);
    const nonces = await noncesOf(stage);
    await stage.rpc("evm_setAutomine", false);
    // A node estimates a batch on top of what waits to be mined: whoever is asked second puts its own off. So both wait before they send.
    const holds = [await one.hold("relayer.batch-taken"), await other.hold("relayer.batch-taken")];
    await voters.castUntilTaken(one.url, ballots);
    await second.voters.castUntilTaken(other.url, ballots);
    await Promise.all(holds.map(({ held }) => held));
    await castFirst(stage, ballots);
    await one.release();
    await other.release();
    await until(async () => (await pendingCount(stage)) === 3, "all three wait to be mined");
    await stage.rpc("anvil_mine", "0x1");
    await stage.rpc("evm_setAutomine", true);
    for (const witnessed of [scene, second]) await assertInvariant(witnessed);
    await assertCountedOnce(stage, ballots);
    // What was in the block already was paid for in vain, and nothing after it.
    assert.deepEqual(await noncesOf(stage), nonces.map((nonce) => nonce + 1)); // prettier-ignore
    await second.store.close();
    await stop(one);
    await stop(other);
  });

  it("F11: pays nothing for ballots that wait to be mined already, and calls them final when they are", async () => {
    const { stage, voters } = scene;
    const ballots = stage.ballots(COUNT);
    const { one, other, second } = await startBoth(AT_ONCE);
    const nonces = await noncesOf(stage);
    await stage.rpc("evm_setAutomine", false);
    await voters.castUntilTaken(one.url, ballots);
    await until(async () => (await pendingCount(stage)) === 1, "the first relayer's waits to be mined");
    await second.voters.castUntilTaken(other.url, ballots);
    await until(async () => (await putOffCount(second.store)) === COUNT, "the second relayer puts its own off");
    assert.equal(await pendingCount(stage), 1);
    await stage.rpc("anvil_mine", "0x1");
    await stage.rpc("evm_setAutomine", true);
    for (const witnessed of [scene, second]) await assertInvariant(witnessed);
    assert.deepEqual(await noncesOf(stage), [nonces[0]! + 1, nonces[1]]);
    await second.store.close();
    await stop(one);
    await stop(other);
  });
});

function noncesOf(stage: Stage): Promise<number[]> {
  return Promise.all([PAYER, OTHER_PAYER].map((account) => minedNonce(stage, account)));
}

async function pendingCount(stage: Stage): Promise<number> {
  const { pending } = (await stage.rpc("txpool_status")) as { pending: string };
  return Number(pending);
}

/** Entries of a relayer that knows no delay. */
async function putOffCount({ database }: Store): Promise<number> {
  const { count } = await database
    .selectFrom("relay_entries")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("due_at", ">", sql<Date>`now() + interval '1 second'`)
    .executeTakeFirstOrThrow();
  return count;
}

/** With a fee that puts it first in its block. */
async function castFirst(stage: Stage, ballots: readonly SimulatedBallot[]): Promise<void> {
  const { chain } = stage.test;
  const items = ballots.map(({ words }) => ({ words }));
  const direct = signTransaction({
    connection: chain,
    account: OUTSIDER,
    to: batchContract(chain, "ballot"),
    data: encodeBatch({ kind: "ballot", target: stage.election.electionId, items }),
    nonce: await minedNonce(stage, OUTSIDER),
    gasLimit: 2_000_000n,
    fee: { maxFeePerGas: 100n * GWEI, priorityFee: 50n * GWEI },
    hasBaseFee: true,
  });
  assert.equal(await broadcast(chain, direct.raw), "taken");
}
