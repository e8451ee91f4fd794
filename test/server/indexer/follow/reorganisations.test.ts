import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { createFollower } from "../../../../src/server/indexer/follow/follower.ts";
import { readState } from "../../../../src/server/indexer/follow/state.ts";
import { openFaults } from "../../../../src/server/indexer/follow/faults.ts";
import { rebuildIndex } from "../../../../src/server/indexer/follow/rebuild.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { openEmbedded, openOnServer } from "../../support/both-stores.ts";
import { endShared } from "../../support/postgres.ts";
import { CONFIG, assertEqualsRebuild, catchUp } from "./index-tables.ts";
import { seeded } from "./seeded.ts";
import {
  castCall,
  mine,
  openLogCall,
  reorganise,
  rollCall,
  sendNow,
  startVotingChain,
  type Call,
  type VotingChain,
} from "./voting-chain.ts";

/** Fewer if the time runs out, as it does on a machine that does other things: what was made is printed. */
const COUNT = 250;
const TIME_MS = 100_000;
const FEWEST = 10;
const DEEPEST = 64;
/** After so many comes another chain: a rebuild of a long one takes ever longer, and anvil mixes up its state in the end. */
const CHAPTER = 50;

describe("an index of a chain that reorganises", function () {
  this.timeout(240_000);
  let voting: VotingChain | undefined;
  let stores: Store[];
  let fresh: Store;
  before(async () => {
    stores = [await openEmbedded(), await openOnServer()];
    fresh = await openEmbedded();
  });
  after(async () => {
    for (const store of [...stores, fresh]) await store.close();
    await endShared();
    await voting?.test.end();
  });

  it(`T103, F16: equals a rebuild, on both databases, after each of ${COUNT} random reorganisations of 1 to 64 blocks, or as many as ${TIME_MS / 1_000} s allow`, async () => {
    const seed = randomInt(2 ** 31);
    const random = seeded(seed);
    const deadline = performance.now() + TIME_MS;
    const made = { count: 0, deepest: 0, mostRows: 0 };
    const isOver = (): boolean => made.count >= COUNT || (made.count >= FEWEST && performance.now() > deadline);
    try {
      while (!isOver()) {
        voting = await beginAnew();
        const followers = stores.map((store) => createFollower({ store, chain: voting!.chain, config: CONFIG }));
        const catchUpAll = (): Promise<unknown> => Promise.all(followers.map(catchUp));
        await catchUpAll();
        for (let left = CHAPTER; left > 0 && !isOver(); left--) {
          const depth = await changeCourse(voting, { random, catchUpAll });
          const rows = await assertEqualsRebuild(stores, fresh, voting.chain);
          made.count += 1;
          made.deepest = Math.max(made.deepest, depth);
          made.mostRows = Math.max(made.mostRows, rows.length);
        }
        for (const store of stores) {
          assert.deepEqual(await openFaults(store), []);
          const { verified_block: verified } = (await readState(store.database))!;
          assert.equal(verified, await voting.chain.provider.getBlockNumber());
        }
      }
    } catch (error) {
      throw new Error(`Reorganisation ${made.count} of seed ${seed}`, { cause: error });
    }
    const { count, deepest, mostRows } = made;
    console.log(`      ${count} reorganisations, up to ${deepest} blocks deep, up to ${mostRows} rows`);
  });

  /** Another chain, of which the indexes know nothing. */
  async function beginAnew(): Promise<VotingChain> {
    await voting?.test.end();
    const next = await startVotingChain({ ballotCount: 60 });
    // No reorganisation here reaches back to the election's beginning.
    await mine(next, DEEPEST);
    for (const store of stores) await rebuildIndex(store);
    return next;
  }
});

/** Some blocks, a reorganisation, and a look at it; how deep it was. */
async function changeCourse(
  voting: VotingChain,
  { random, catchUpAll }: { random: (below: number) => number; catchUpAll: () => Promise<unknown> },
): Promise<number> {
  await grow(voting, random);
  // Sometimes it has seen the blocks that go away, sometimes not all, sometimes none.
  if (random(4) > 0) await catchUpAll();
  if (random(3) === 0) await grow(voting, random);
  const depth = random(3) === 0 ? 1 + random(DEEPEST) : 1 + random(6);
  const calls = Array.from({ length: random(4) }, () => [someCall(voting, random), random(depth)] as const);
  await reorganise(voting, { depth, calls });
  await catchUpAll();
  return depth;
}

async function grow(voting: VotingChain, random: (below: number) => number): Promise<void> {
  for (let left = 1 + random(4); left > 0; left--) {
    if (random(4) === 0) await mine(voting, 1 + random(10));
    else await sendNow(voting, someCall(voting, random));
  }
}

/** Ballots may be cast already; then the transaction is in the block and logs nothing. */
function someCall(voting: VotingChain, random: (below: number) => number): Call {
  const kind = random(5);
  if (kind < 2) return rollCall(voting, BigInt(1 + random(1_000_000)));
  if (kind === 2) return openLogCall(voting, `log ${random(1_000)}`);
  const from = random(voting.ballots.length);
  return castCall(voting, voting.ballots.slice(from, from + 1 + random(2)));
}
