import assert from "node:assert/strict";
import { CastLog } from "../../../src/web/worker/voting/cast-log.ts";

describe("the log of ballots that a voter's device searches", () => {
  function chainOf(ballots: { nullifier: bigint; blockNumber: number }[]) {
    const asked: (number | undefined)[] = [];
    const chain = { final: 0, ballots, asked };
    const log = new CastLog({
      ballots: (from) => {
        asked.push(from);
        return Promise.resolve(chain.ballots.filter(({ blockNumber }) => blockNumber >= (from ?? 0)));
      },
      finalBlock: () => Promise.resolve(chain.final),
    });
    return { chain, log };
  }

  it("tells which of a person's numbers has a ballot, without asking for any of them", async () => {
    const { chain, log } = chainOf([{ nullifier: 7n, blockNumber: 3 }]);
    assert.equal(await log.firstCast([5n, 7n]), 7n);
    assert.equal(await log.firstCast([5n]), undefined);
    assert.deepEqual(chain.asked, [undefined, 1]);
  });

  it("reads what is final once, and remembers it", async () => {
    const { chain, log } = chainOf([{ nullifier: 7n, blockNumber: 3 }]);
    chain.final = 4;
    assert.equal(await log.firstCast([7n]), 7n);
    assert.equal(await log.firstCast([7n]), 7n);
    assert.deepEqual(chain.asked, [undefined, 5]);
  });

  it("forgets a ballot that the chain took back before it was final", async () => {
    const { chain, log } = chainOf([{ nullifier: 7n, blockNumber: 3 }]);
    chain.final = 2;
    assert.equal(await log.firstCast([7n]), 7n);
    chain.ballots = [];
    assert.equal(await log.firstCast([7n]), undefined);
  });

  it("sees a ballot that came since", async () => {
    const { chain, log } = chainOf([]);
    chain.final = 2;
    assert.equal(await log.firstCast([7n]), undefined);
    chain.ballots = [{ nullifier: 7n, blockNumber: 3 }];
    assert.equal(await log.firstCast([7n]), 7n);
  });
});
