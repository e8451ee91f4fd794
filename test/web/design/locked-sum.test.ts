import assert from "node:assert/strict";
import { isOnCurve } from "../../../src/crypto/babyjubjub.ts";
import {
  codeOf,
  KEEPER_COUNT,
  lockBallot,
  makeSharedKey,
  openTotal,
  THRESHOLD,
} from "../../../src/web/client/pages/how/locked-sum/model.ts";

describe("the picture of locked ballots", () => {
  const key = makeSharedKey();
  const ballots = [true, false, true, true].map((isYes) => lockBallot(key, isYes));

  it("opens the total with any three of five keys", () => {
    assert.equal(KEEPER_COUNT, 5);
    for (const keepers of [
      [1, 2, 3],
      [1, 3, 5],
      [2, 4, 5],
      [1, 2, 3, 4, 5],
    ]) {
      assert.equal(openTotal({ key, ballots, keepers }), 3n);
    }
  });

  it("opens nothing with fewer", () => {
    assert.equal(THRESHOLD, 3);
    assert.equal(openTotal({ key, ballots, keepers: [2, 5] }), undefined);
  });

  it("locks the same answer differently each time", () => {
    const codes = new Set(Array.from({ length: 8 }, () => codeOf(lockBallot(key, true))));
    assert.equal(codes.size, 8);
    assert.ok(ballots.every(({ c1, c2 }) => isOnCurve(c1) && isOnCurve(c2)));
  });
});
