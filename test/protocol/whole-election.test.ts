import assert from "node:assert/strict";
import fc from "fast-check";
import { plainCount, type PlainBallot } from "../../src/protocol/ballot-values.ts";
import { RULE_NAMES, rulesFor, type RuleName } from "../../src/protocol/rule-presets.ts";
import { capacityFor, packRules, type Rules } from "../../src/protocol/rules.ts";
import { impossibleCounts, weightRange } from "../../src/roles/auditor/recompute/count-bounds.ts";
import { readRules } from "../../src/roles/auditor/recompute/rules.ts";
import { HAND_MADE_ELECTIONS } from "../vectors/elections.ts";
import { holdCeremony, runElection, type HeldCeremony } from "./sealed-election.ts";

const TRUSTEES = [1, 2, 3, 4];
const LIMITS: Partial<Record<RuleName, number>> = { cumulative: 7, budget: 9, score: 12, quadratic: 30 };

/** A valid ballot from a list of random numbers: points go where they point, as long as the rules allow it. */
function fillBallot(rules: Rules, picks: readonly number[]): number[] {
  const { optionCount, maxValue, minTotal, maxTotal, quadratic, distinct } = rules;
  const values = Array.from({ length: optionCount }, () => 0);
  if (distinct) {
    const free = values.map((_, at) => at);
    for (let points = maxValue; points >= 1; points--)
      values[free.splice(picks[points]! % free.length, 1)[0]!] = points;
    return values;
  }
  const cost = () => values.reduce((sum, value) => sum + (quadratic ? value * value : value), 0);
  for (let at = 0; cost() < minTotal || at < picks[0]! % 8; at++) {
    const option = picks[at % picks.length]! % optionCount;
    const open = values[option]! < maxValue ? option : values.findIndex((value) => value < maxValue);
    values[open]! += 1;
    if (cost() > maxTotal) {
      values[open]! -= 1;
      break;
    }
  }
  return values;
}

const pick = fc.integer({ min: 0, max: 1000 });

function electionUnder(name: RuleName) {
  const choices = fc.record({
    optionCount: fc.integer({ min: 2, max: 8 }),
    blank: fc.boolean(),
    weighted: fc.boolean(),
    voters: fc.array(
      fc.record({
        picks: fc.array(pick, { minLength: 10, maxLength: 10 }),
        weight: fc.integer({ min: 1, max: 2 ** 20 }),
        abstains: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
    trusteeIndices: fc.shuffledSubarray(TRUSTEES, { minLength: 3, maxLength: 4 }),
  });
  return choices.map(({ optionCount, blank, weighted, voters, trusteeIndices }) => {
    const rules = rulesFor(name, { optionCount, blank, weighted, limit: LIMITS[name] });
    const ballots = voters.map(({ picks, weight, abstains }): PlainBallot => ({
      values: blank && abstains ? Array.from({ length: optionCount }, () => 0) : fillBallot(rules, picks),
      weight: BigInt(weight),
    }));
    return { rules, ballots, trusteeIndices };
  });
}

describe("whole elections without a chain", () => {
  let ceremony: HeldCeremony;
  before(() => {
    ceremony = holdCeremony({ trustees: TRUSTEES.length, threshold: 3, absent: 1 });
  });

  const padded = (counts: readonly bigint[], { optionCount }: Rules) => [
    ...counts,
    ...Array.from({ length: capacityFor(optionCount) - counts.length }, () => 0n),
  ];
  const most = (ballots: readonly PlainBallot[], rules: Rules) =>
    ballots.reduce((sum, { weight = 1n }) => sum + (rules.weighted ? weight : 1n), 0n) * BigInt(rules.maxValue);

  for (const name of RULE_NAMES) {
    it(`T062: opens to the plain count under random ${name} elections, by any trustees`, () => {
      fc.assert(
        fc.property(electionUnder(name), ({ rules, ballots, trusteeIndices }) => {
          const expected = plainCount(rules, ballots);
          const maxCount = most(ballots, rules);
          const { counts } = runElection({ ceremony, rules, ballots, trusteeIndices, maxCount });
          assert.deepEqual(counts, padded(expected, rules));
          const weights = ballots.map(({ weight = 1n }) => (rules.weighted ? weight : 1n));
          const weight = weightRange(weights, ballots.length);
          assert.equal(impossibleCounts({ rules: readRules(packRules(rules)), counts, weight }), undefined);
        }),
        { numRuns: 8 },
      );
    });
  }

  for (const { title, rules: name, choices, ballots, counts } of HAND_MADE_ELECTIONS.filter(
    ({ title }) => !/highest/.test(title),
  )) {
    it(`T072: opens to the count by hand: ${title}`, () => {
      const rules = rulesFor(name, choices);
      const maxCount = most(ballots, rules);
      const opened = runElection({ ceremony, rules, ballots, trusteeIndices: [4, 2, 1], maxCount });
      assert.deepEqual(opened.counts, padded(counts, rules));
    });
  }
});
