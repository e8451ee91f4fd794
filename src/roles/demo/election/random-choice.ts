import { randomInt } from "node:crypto";
import { costOf, type Rules } from "../../../protocol/rules.ts";

/** How much each option is liked by the made-up electorate: some more, some less, so that the result is no flat line. */
export function randomLeanings(optionCount: number): number[] {
  return Array.from({ length: optionCount }, () => randomInt(2, 12));
}

/** A made-up voter's valid choice under any rules. */
export function randomChoice(rules: Rules, leanings: readonly number[]): number[] {
  return rules.distinct ? randomRanking(rules, leanings) : randomSpending(rules, leanings);
}

/** Options in a random order, liked ones earlier, with points from `maxValue` down to 1. */
function randomRanking(rules: Rules, leanings: readonly number[]): number[] {
  const values = noPoints(rules);
  for (let points = rules.maxValue; points > 0; points--) {
    values[draw(leanings.map((leaning, option) => (values[option] === 0 ? leaning : 0)))] = points;
  }
  return values;
}

/** One point after another, each to an option that can still take it, until a random aim or the limit is reached. */
function randomSpending(rules: Rules, leanings: readonly number[]): number[] {
  const values = noPoints(rules);
  const aim = randomInt(rules.minTotal, Math.min(rules.maxTotal, reachable(rules)) + 1);
  for (let total = 0; total < aim; total = totalOf(rules, values)) {
    const chances = leanings.map((leaning, option) => (fits({ rules, values, option, total }) ? leaning : 0));
    if (chances.every((chance) => chance === 0)) break;
    values[draw(chances)]! += 1;
  }
  return values;
}

function fits(input: { rules: Rules; values: readonly number[]; option: number; total: number }): boolean {
  const { rules, values, option, total } = input;
  const value = values[option]!;
  const added = costOf(rules, value + 1) - costOf(rules, value);
  return value < rules.maxValue && total + added <= rules.maxTotal;
}

function noPoints({ optionCount }: Rules): number[] {
  return Array.from({ length: optionCount }, () => 0);
}

function reachable(rules: Rules): number {
  return rules.optionCount * costOf(rules, rules.maxValue);
}

function totalOf(rules: Rules, values: readonly number[]): number {
  return values.reduce((total, value) => total + costOf(rules, value), 0);
}

/** An index with the given chances. */
function draw(chances: readonly number[]): number {
  let ticket = randomInt(chances.reduce((sum, chance) => sum + chance, 0));
  return chances.findIndex((chance) => (ticket -= chance) < 0);
}
