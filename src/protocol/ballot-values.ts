import { PsephosError } from "../errors.ts";
import { WEIGHT_BITS } from "./params.ts";
import { costOf, type Rules } from "./rules.ts";

/** One voter's choices in the clear: a value for each option. */
export interface PlainBallot {
  readonly values: readonly number[];
  /** 1 if not said; counts only where the rules are weighted. */
  readonly weight?: bigint | undefined;
}

export interface ValuesInput {
  readonly rules: Rules;
  readonly values: readonly number[];
  /** Names for messages; "option 1", … if not given. */
  readonly optionNames?: readonly string[] | undefined;
}

/** Refuses values that break the rules, and says in plain words which option or total is wrong and what is allowed. */
export function checkValues({ rules, values, optionNames }: ValuesInput): void {
  const { optionCount, maxValue } = rules;
  if (values.length !== optionCount) {
    throw against(`a ballot has ${optionCount} values, one for each option, and this one has ${values.length}`);
  }
  const name = (index: number) => optionNames?.[index] ?? `option ${index + 1}`;
  values.forEach((value, index) => {
    if (!Number.isSafeInteger(value) || value < 0 || value > maxValue) {
      const allowed = maxValue === 1 ? "0 or 1" : `a whole number from 0 to ${maxValue}`;
      throw against(`${name(index)} has ${value}; allowed is ${allowed}`, index);
    }
  });
  if (rules.distinct) checkDistinct(values, name);
  checkTotal(rules, values);
}

function checkDistinct(values: readonly number[], name: (index: number) => string): void {
  values.forEach((value, index) => {
    const earlier = values.indexOf(value);
    if (value !== 0 && earlier !== index) {
      throw against(
        `${name(earlier)} and ${name(index)} both have ${value}; each value above 0 may be given once`,
        index,
      );
    }
  });
}

function checkTotal(rules: Rules, values: readonly number[]): void {
  const total = values.reduce((sum, value) => sum + costOf(rules, value), 0);
  if (total === 0 && rules.blank) return;
  const { minTotal, maxTotal } = rules;
  if (total >= minTotal && total <= maxTotal) return;
  const what = rules.quadratic ? "the values squared add up to" : "the values add up to";
  const range = minTotal === maxTotal ? `exactly ${minTotal}` : `${minTotal} to ${maxTotal}`;
  const or = rules.blank
    ? ", or all zero for a blank ballot"
    : total === 0
      ? "; blank ballots are not allowed here"
      : "";
  throw against(`${what} ${total}; allowed is ${range}${or}`);
}

/** How often each option is counted: the sum of values, times weights where the rules are weighted. Every ballot is checked. */
export function plainCount(rules: Rules, ballots: Iterable<PlainBallot>): bigint[] {
  const counts = Array.from({ length: rules.optionCount }, () => 0n);
  for (const { values, weight = 1n } of ballots) {
    checkValues({ rules, values });
    checkWeight(weight);
    const factor = rules.weighted ? weight : 1n;
    values.forEach((value, index) => (counts[index]! += BigInt(value) * factor));
  }
  return counts;
}

export function checkWeight(weight: bigint): void {
  if (weight < 1n || weight >= 1n << BigInt(WEIGHT_BITS)) {
    throw new PsephosError("BALLOT_MALFORMED", `A weight is a whole number from 1 to ${2 ** WEIGHT_BITS - 1}.`);
  }
}

function against(reason: string, index?: number): PsephosError {
  return new PsephosError("BALLOT_AGAINST_RULES", `This ballot is not valid: ${reason}.`, {
    detail: index === undefined ? {} : { option: index },
  });
}
