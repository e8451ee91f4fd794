import assert from "node:assert/strict";
import { checkValues, plainCount, type PlainBallot } from "../../../../src/protocol/ballot-values.ts";
import { boundsOfCounts, impossibleCounts, weightRange } from "../../../../src/roles/auditor/recompute/count-bounds.ts";
import { rulesFor } from "../../../../src/protocol/rule-presets.ts";
import { packRules, type Rules } from "../../../../src/protocol/rules.ts";
import { readRules } from "../../../../src/roles/auditor/recompute/rules.ts";
import { isPsephosError } from "../../../../src/errors.ts";

/** All valid ballots under small rules, by trying every combination of values. */
function validBallots(rules: Rules): number[][] {
  const all = Array.from({ length: rules.optionCount }).reduce<number[][]>(
    (ballots) =>
      ballots.flatMap((start) => Array.from({ length: rules.maxValue + 1 }, (_, value) => [...start, value])),
    [[]],
  );
  return all.filter((values) => {
    try {
      checkValues({ rules, values });
      return true;
    } catch (error) {
      if (isPsephosError(error, "BALLOT_AGAINST_RULES")) return false;
      throw error;
    }
  });
}

const SMALL: readonly Rules[] = [
  rulesFor("single", { optionCount: 3 }),
  rulesFor("single", { optionCount: 3, blank: true }),
  rulesFor("approval", { optionCount: 3 }),
  rulesFor("limited", { optionCount: 3 }),
  rulesFor("cumulative", { optionCount: 3, limit: 3 }),
  rulesFor("budget", { optionCount: 2, limit: 4, maxPerOption: 3 }),
  rulesFor("score", { optionCount: 2, limit: 3 }),
  rulesFor("quadratic", { optionCount: 3, limit: 9 }),
  rulesFor("borda", { optionCount: 3 }),
  { ...rulesFor("quadratic", { optionCount: 2, limit: 9 }), minTotal: 5 },
  { ...rulesFor("score", { optionCount: 3, limit: 3 }), distinct: true },
];

describe("count bounds", () => {
  for (const [at, rules] of SMALL.entries()) {
    it(`hold for every pair of valid ballots, and are met, rules ${at + 1}`, () => {
      const ballots = validBallots(rules);
      const weight = { min: 2n, max: 2n };
      const packed = readRules(packRules(rules));
      const { maxCount, minSum, maxSum } = boundsOfCounts(packed, weight);
      const sums: bigint[] = [];
      const tops: bigint[] = [];
      for (const first of ballots) {
        for (const second of ballots) {
          const counts = plainCount(rules, [{ values: first }, { values: second }]);
          assert.equal(impossibleCounts({ rules: packed, counts, weight }), undefined);
          sums.push(counts.reduce((sum, count) => sum + count, 0n));
          tops.push(...counts);
        }
      }
      const extreme = (pick: (...values: number[]) => number, values: bigint[]) => BigInt(pick(...values.map(Number)));
      assert.equal(extreme(Math.max, tops), maxCount);
      assert.ok(extreme(Math.min, sums) >= minSum && extreme(Math.max, sums) <= maxSum);
      if (!rules.quadratic) assert.deepEqual([extreme(Math.min, sums), extreme(Math.max, sums)], [minSum, maxSum]);
    });
  }

  const saying =
    (rules: Rules, weight: { min: bigint; max: bigint }) =>
    (...counts: bigint[]) =>
      impossibleCounts({ rules: readRules(packRules(rules)), counts, weight })?.en;

  it("T070: name the first reason why counts are impossible", () => {
    const say = saying(rulesFor("single", { optionCount: 2 }), { min: 3n, max: 3n });
    assert.equal(say(2n, 1n), undefined);
    assert.match(say(4n, 0n)!, /option 1 has 4, but .* more than 3/);
    assert.match(say(2n, 2n)!, /add up to 4, but .* 3 to 3/);
    assert.match(say(1n, 1n)!, /add up to 2/);
    assert.match(say(2n, 1n, 1n, 0n)!, /option 3 has 1, but .* more than 0/);
  });

  it("T070: see values that a ballot's total does not allow, though the highest value does", () => {
    const rules = { ...rulesFor("score", { optionCount: 2, limit: 9 }), maxTotal: 4 };
    const say = saying(rules, { min: 2n, max: 2n });
    assert.equal(say(8n, 0n), undefined);
    assert.match(say(9n, 0n)!, /more than 8/);
  });

  it("T070: see quadratic counts that cost more credits than there were", () => {
    const say = saying(rulesFor("quadratic", { optionCount: 2, limit: 9 }), { min: 2n, max: 2n });
    assert.equal(say(6n, 0n), undefined);
    assert.match(say(6n, 2n)!, /more credits/);
  });

  it("use the lightest and the heaviest voters that so many ballots can come from", () => {
    const weights = [5n, 1n, 3n, 10n];
    assert.deepEqual(weightRange(weights, 2), { min: 4n, max: 15n });
    assert.deepEqual(weightRange(weights, 0), { min: 0n, max: 0n });
    assert.deepEqual(weightRange(weights, 4), { min: 19n, max: 19n });
    const rules = rulesFor("single", { optionCount: 2, weighted: true });
    const ballots: PlainBallot[] = [
      { values: [1, 0], weight: 10n },
      { values: [1, 0], weight: 5n },
    ];
    const say = saying(rules, weightRange(weights, 2));
    assert.equal(say(...plainCount(rules, ballots)), undefined);
    assert.match(say(16n, 0n)!, /more than 15/);
    assert.match(say(1n, 2n)!, /add up to 3, but .* 4 to 15/);
  });
});
