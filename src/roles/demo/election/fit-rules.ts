import { PsephosError } from "../../../errors.ts";
import { checkValues } from "../../../protocol/ballot-values.ts";
import { rulesFor, type RuleName } from "../../../protocol/rule-presets.ts";
import type { Rules } from "../../../protocol/rules.ts";
import type { BallotsFile } from "./ballots-file.ts";

/**
 * The rules under which a file of ballots was cast. With a name, the tightest rules of that kind that hold every line;
 * without, the first kind of this order that fits all: one choice, then several, a ranking, points.
 */
export function fitRules(file: BallotsFile, name?: RuleName): { name: RuleName; rules: Rules } {
  const facts = factsOf(file);
  const chosen = name ?? guessName(facts);
  const rules = rulesFor(chosen, {
    optionCount: file.options.length,
    limit: limitOf(chosen, facts),
    blank: facts.hasBlank,
    weighted: file.weighted,
  });
  for (const { line, values } of file.ballots) checkLine({ rules, values, line, optionNames: file.options });
  return { name: chosen, rules };
}

interface Facts {
  readonly optionCount: number;
  readonly hasBlank: boolean;
  readonly maxValue: number;
  readonly maxTotal: number;
  readonly maxSquares: number;
  readonly maxNonZero: number;
  /** Every ballot that is not blank gives the same values, each once and downwards to 1. */
  readonly rankedPlaces: number | undefined;
}

function factsOf({ options, ballots }: BallotsFile): Facts {
  const filled = ballots.map(({ values }) => values).filter((values) => values.some((value) => value > 0));
  const largest = (measure: (values: readonly number[]) => number) =>
    filled.reduce((most, values) => Math.max(most, measure(values)), 1);
  const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const maxValue = largest((values) => Math.max(...values));
  return {
    optionCount: options.length,
    hasBlank: filled.length < ballots.length,
    maxValue,
    maxTotal: largest(sumOf),
    maxSquares: largest((values) => sumOf(values.map((value) => value * value))),
    maxNonZero: largest((values) => values.filter((value) => value > 0).length),
    rankedPlaces: maxValue > 1 && filled.every((values) => isRanking(values, maxValue)) ? maxValue : undefined,
  };
}

function isRanking(values: readonly number[], places: number): boolean {
  const given = values.filter((value) => value > 0).sort((left, right) => left - right);
  return given.length === places && given.every((value, at) => value === at + 1);
}

function guessName({ maxValue, maxTotal, rankedPlaces }: Facts): RuleName {
  if (maxValue === 1) return maxTotal === 1 ? "single" : "approval";
  return rankedPlaces === undefined ? "score" : "borda";
}

function limitOf(name: RuleName, facts: Facts): number | undefined {
  switch (name) {
    case "single":
    case "approval":
      return undefined;
    case "limited":
      return facts.maxNonZero;
    case "cumulative":
    case "budget":
      return facts.maxTotal;
    case "score":
      return facts.maxValue;
    case "quadratic":
      return facts.maxSquares;
    case "borda":
      return facts.rankedPlaces ?? facts.optionCount - 1;
  }
}

function checkLine(input: { rules: Rules; values: readonly number[]; line: number; optionNames: readonly string[] }) {
  const { line, ...ballot } = input;
  try {
    checkValues(ballot);
  } catch (cause) {
    if (!(cause instanceof PsephosError)) throw cause;
    throw new PsephosError("BALLOT_AGAINST_RULES", `Line ${line} of the ballots file: ${cause.message}`, {
      detail: { ...cause.detail, line },
      cause,
    });
  }
}
