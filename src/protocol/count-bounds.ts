import type { Rules } from "./rules.ts";

/** What is publicly known of the accepted ballots. */
export interface AcceptedBallots {
  /** How many were accepted. */
  readonly accepted: number;
  /** Lowest and highest total weight they can have: see `weightRange`. Both equal `accepted` where rules are not weighted. */
  readonly weight: { readonly min: bigint; readonly max: bigint };
}

export interface CountBounds {
  /** No single count is above. */
  readonly maxCount: bigint;
  /** The sum of all counts is from `minSum` to `maxSum`. */
  readonly minSum: bigint;
  readonly maxSum: bigint;
}

/** Weights of a roll to the range that `accepted` different voters' weights can sum to. */
export function weightRange(weights: readonly bigint[], accepted: number): { min: bigint; max: bigint } {
  const sorted = [...weights].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const sum = (part: readonly bigint[]) => part.reduce((total, weight) => total + weight, 0n);
  return { min: sum(sorted.slice(0, accepted)), max: sum(sorted.slice(Math.max(0, sorted.length - accepted))) };
}

/** Bounds that hold for every set of valid ballots of that number and weight. */
export function boundsOfCounts(rules: Rules, { weight }: AcceptedBallots): CountBounds {
  const perBallot = valuesSumRange(rules);
  return {
    maxCount: weight.max * highestValue(rules),
    minSum: rules.blank ? 0n : weight.min * perBallot.min,
    maxSum: weight.max * perBallot.max,
  };
}

/**
 * The first reason why these counts cannot come from valid ballots, or undefined. Necessary conditions only: counts that pass
 * are proved by the ballots' proofs, not by this; it catches results that no proof system should ever have let through.
 */
export function impossibleCounts(
  input: AcceptedBallots & { rules: Rules; counts: readonly bigint[] },
): string | undefined {
  const { rules, counts } = input;
  const { maxCount, minSum, maxSum } = boundsOfCounts(rules, input);
  if (counts.slice(rules.optionCount).some((count) => count !== 0n)) return "an unused option has a count";
  if (counts.some((count) => count < 0n)) return "a count is negative";
  const high = counts.findIndex((count) => count > maxCount);
  if (high >= 0) return `option ${high + 1} has ${counts[high]}, but at most ${maxCount} is possible`;
  const sum = total(counts);
  if (sum < minSum || sum > maxSum) return `the counts add up to ${sum}, but ${minSum} to ${maxSum} is possible`;
  return rules.quadratic ? tooCostly(input) : undefined;
}

/**
 * Quadratic: the cheapest way to a count c with total weight W is to spread it evenly, at cost c²/W at least (Jensen), and all
 * ballots together may spend at most W·maxTotal. So Σ c² ≤ W²·maxTotal.
 */
function tooCostly({
  rules,
  counts,
  weight,
}: AcceptedBallots & { rules: Rules; counts: readonly bigint[] }): string | undefined {
  const squares = total(counts.map((count) => count * count));
  const limit = weight.max * weight.max * BigInt(rules.maxTotal);
  return squares <= limit ? undefined : "the counts cost more credits than all ballots together had";
}

/** Highest value of one option on a valid ballot: maxTotal may allow less than maxValue. */
function highestValue({ maxValue, maxTotal, quadratic }: Rules): bigint {
  const affordable = quadratic ? integerRoot(maxTotal) : maxTotal;
  return BigInt(Math.min(maxValue, affordable));
}

/** Lowest and highest sum of the values of one ballot that is not blank. */
function valuesSumRange(rules: Rules): { min: bigint; max: bigint } {
  const { optionCount, minTotal, maxTotal, quadratic, distinct } = rules;
  const top = Number(highestValue(rules));
  const values = Array.from({ length: optionCount }, (_, index) => (distinct ? Math.max(0, top - index) : top));
  const most = values.reduce((sum, value) => sum + value, 0);
  if (!quadratic) return { min: BigInt(minTotal), max: BigInt(Math.min(maxTotal, most)) };
  // A cost of t needs a sum of at least t/top, since v² ≤ top·v, and allows at most √(options·t) (Cauchy) and at most t.
  const min = top === 0 ? 0 : Math.ceil(minTotal / top);
  const max = Math.min(most, maxTotal, integerRoot(optionCount * maxTotal));
  return { min: BigInt(min), max: BigInt(max) };
}

/** ⌊√n⌋, exact for the sizes at hand: below 2^40 a double holds the square of the rounded root. */
function integerRoot(value: number): number {
  const root = Math.floor(Math.sqrt(value));
  return root * root > value ? root - 1 : root;
}

function total(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
