import type { Sentence } from "../check.ts";
import type { PackedRules } from "./rules.ts";

/** Lowest and highest total weight that the accepted ballots can have; both are their number where rules are not weighted. */
export interface WeightRange {
  readonly min: bigint;
  readonly max: bigint;
}

/** Weights of a roll to the range that `accepted` different voters' weights can sum to: nobody knows which of them voted. */
export function weightRange(weights: readonly bigint[], accepted: number): WeightRange {
  const sorted = [...weights].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return {
    min: total(sorted.slice(0, accepted)),
    max: total(sorted.slice(Math.max(0, sorted.length - accepted))),
  };
}

export interface CountBounds {
  /** No single count is above. */
  readonly maxCount: bigint;
  /** The sum of all counts is from `minSum` to `maxSum`. */
  readonly minSum: bigint;
  readonly maxSum: bigint;
}

/** Bounds that hold for every set of valid ballots of that weight. */
export function boundsOfCounts(rules: PackedRules, weight: WeightRange): CountBounds {
  const perBallot = valuesSumRange(rules);
  return {
    maxCount: weight.max * highestValue(rules),
    minSum: rules.blank ? 0n : weight.min * perBallot.min,
    maxSum: weight.max * perBallot.max,
  };
}

export interface CountsInput {
  readonly rules: PackedRules;
  readonly weight: WeightRange;
  readonly counts: readonly bigint[];
}

/**
 * The first reason why these counts cannot come from valid ballots, or undefined. Necessary conditions only: counts that pass
 * are proved by the ballots' proofs, not by this; it catches results that no proof system should ever have let through.
 */
export function impossibleCounts({ rules, weight, counts }: CountsInput): Sentence | undefined {
  const { maxCount, minSum, maxSum } = boundsOfCounts(rules, weight);
  const high = counts.findIndex((count, option) => count > (option < rules.optionCount ? maxCount : 0n));
  if (high >= 0) {
    const limit = high < rules.optionCount ? maxCount : 0n;
    return {
      en: `option ${high + 1} has ${counts[high]}, but the ballots cannot give more than ${limit}`,
      zh: `选项 ${high + 1} 得 ${counts[high]}，但这些选票最多只能给出 ${limit}`,
    };
  }
  const sum = total(counts);
  if (sum < minSum || sum > maxSum) {
    return {
      en: `the counts add up to ${sum}, but the ballots give ${minSum} to ${maxSum}`,
      zh: `票数合计 ${sum}，但这些选票应给出 ${minSum} 至 ${maxSum}`,
    };
  }
  if (!rules.quadratic || total(counts.map((count) => count * count)) <= mostSquares(rules, weight)) return undefined;
  return { en: "the counts cost more credits than all ballots together had", zh: "票数所需的积分超过全部选票所有" };
}

/**
 * Quadratic: the cheapest way to a count c with total weight W is to spread it evenly, at cost c²/W at least (Jensen), and all
 * ballots together may spend at most W·maxTotal. So Σ c² ≤ W²·maxTotal.
 */
function mostSquares({ maxTotal }: PackedRules, weight: WeightRange): bigint {
  return weight.max * weight.max * maxTotal;
}

/** Highest value of one option on a valid ballot: maxTotal may allow less than maxValue. */
function highestValue({ maxValue, maxTotal, quadratic }: PackedRules): bigint {
  return least(maxValue, quadratic ? integerRoot(maxTotal) : maxTotal);
}

/** Lowest and highest sum of the values of one ballot that is not blank. */
function valuesSumRange(rules: PackedRules): { min: bigint; max: bigint } {
  const { optionCount, minTotal, maxTotal, quadratic, distinct } = rules;
  const top = highestValue(rules);
  const values = Array.from({ length: optionCount }, (_, index) =>
    distinct && BigInt(index) >= top ? 0n : top - (distinct ? BigInt(index) : 0n),
  );
  const most = total(values);
  if (!quadratic) return { min: minTotal, max: least(maxTotal, most) };
  // A cost of t needs a sum of at least t/top, since v² ≤ top·v, and allows at most √(options·t) (Cauchy) and at most t.
  const min = top === 0n ? 0n : (minTotal + top - 1n) / top;
  return { min, max: least(most, maxTotal, integerRoot(BigInt(optionCount) * maxTotal)) };
}

/** ⌊√n⌋, exact for the sizes at hand: below 2^40 a double holds the square of the rounded root. */
function integerRoot(value: bigint): bigint {
  const root = BigInt(Math.floor(Math.sqrt(Number(value))));
  return root * root > value ? root - 1n : root;
}

function least(...values: readonly bigint[]): bigint {
  return values.reduce((low, value) => (value < low ? value : low));
}

function total(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
