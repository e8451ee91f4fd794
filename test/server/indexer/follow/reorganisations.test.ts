import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { createFollower } from "../../../../src/server/indexer/follow/follower.ts";
import { readState } from "../../../../src/server/indexer/follow/state.ts";
import { openFaults } from "../../../../src/server/indexer/follow/faults.ts";
import { forBothStores, openEmbedded } from "../../support/both-stores.ts";
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

/** For each of the two databases. */
const TIME_MS = 16_000;
const FEWEST = 10;
const DEEPEST = 64;

describe("an index of a chain that reorganises", function () {
  this.timeout(180_000);
  let voting: VotingChain;
  before(async () => {
    voting = await startVotingChain({ ballotCount: 60 });
    // No reorganisation here reaches back to the election's beginning.
    await mine(voting, DEEPEST);
  });
  after(() => voting.test.end());

  forBothStores((open) => {
    it("T103, F16: equals a rebuild after each of many random reorganisations of 1 to 64 blocks", async () => {
      const [store, fresh] = [await open(), await openEmbedded()];
      const follower = createFollower({ store, chain: voting.chain, config: CONFIG });
      const seed = randomInt(2 ** 31);
      const random = seeded(seed);
      const deadline = performance.now() + TIME_MS;
      let [count, deepest, mostRows] = [0, 0, 0];
      try {
        await catchUp(follower);
        for (; count < FEWEST || performance.now() < deadline; count++) {
          await grow(voting, random);
          // Sometimes it has seen the blocks that go away, sometimes not all, sometimes none.
          if (random(4) > 0) await catchUp(follower);
          if (random(3) === 0) await grow(voting, random);
          const depth = random(3) === 0 ? 1 + random(DEEPEST) : 1 + random(6);
          const calls = Array.from({ length: random(4) }, () => [someCall(voting, random), random(depth)] as const);
          await reorganise(voting, { depth, calls });
          await catchUp(follower);
          const rows = await assertEqualsRebuild(store, fresh, voting.chain);
          [deepest, mostRows] = [Math.max(deepest, depth), Math.max(mostRows, rows.length)];
        }
      } catch (error) {
        throw new Error(`Reorganisation ${count} of seed ${seed}`, { cause: error });
      } finally {
        await fresh.close();
      }
      assert.deepEqual(await openFaults(store), []);
      assert.equal((await readState(store.database))?.verified_block, await voting.chain.provider.getBlockNumber());
      console.log(`      ${count} reorganisations, up to ${deepest} blocks deep, up to ${mostRows} rows`);
    });
  });
});

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
