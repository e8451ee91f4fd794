import { PsephosError, requireArgument } from "../errors.ts";
import { OPTION_CAPACITIES, MAX_COUNT_BITS, RULES_LAYOUT, VALUE_BITS, type OptionCapacity } from "./params.ts";

/** What a valid ballot is. Either the total cost lies in minTotal … maxTotal, or the ballot is blank where `blank` allows it. */
export interface Rules {
  /** 2 to 8. */
  readonly optionCount: number;
  /** Highest value of one option, 1 to 2^16 − 1; the lowest is 0. */
  readonly maxValue: number;
  /** Lowest total cost, inclusive. */
  readonly minTotal: number;
  /** Highest total cost, inclusive. */
  readonly maxTotal: number;
  /** A value v costs v² instead of v. */
  readonly quadratic: boolean;
  /** No two options have the same value, unless it is 0. */
  readonly distinct: boolean;
  /** A ballot of zeros is valid, whatever minTotal says. */
  readonly blank: boolean;
  /** Values count times the voter's weight. */
  readonly weighted: boolean;
}

const MIN_OPTIONS = 2;
const MAX_OPTIONS = OPTION_CAPACITIES.at(-1)!;
const NUMBERS = ["optionCount", "maxValue", "minTotal", "maxTotal"] as const;
const FLAGS = ["quadratic", "distinct", "blank", "weighted"] as const;
/** The word ends where its last field ends. */
const RULES_BITS = Math.max(...Object.values(RULES_LAYOUT).map(([offset, bits]) => offset + bits));

/** Smallest circuit that holds the options. */
export function capacityFor(optionCount: number): OptionCapacity {
  const capacity = OPTION_CAPACITIES.find((size) => size >= optionCount);
  if (capacity === undefined || !Number.isInteger(optionCount) || optionCount < MIN_OPTIONS) {
    throw refused("optionCount", `the number of options must be ${MIN_OPTIONS} to ${MAX_OPTIONS}`);
  }
  return capacity;
}

export function costOf(rules: Rules, value: number): number {
  return rules.quadratic ? value * value : value;
}

/** Refuses rules that the contract refuses, and those that no ballot can meet. */
export function checkRules(rules: Rules): Rules {
  capacityFor(rules.optionCount);
  const { maxValue, minTotal, maxTotal } = rules;
  if (!isWhole(maxValue) || maxValue < 1 || maxValue >= 2 ** VALUE_BITS) {
    throw refused("maxValue", `the highest value must be a whole number from 1 to ${2 ** VALUE_BITS - 1}`);
  }
  for (const field of ["minTotal", "maxTotal"] as const) {
    if (!isWhole(rules[field]) || rules[field] >= 2 ** RULES_LAYOUT[field][1]) {
      throw refused(field, `${field} must be a whole number from 0 to ${2 ** RULES_LAYOUT[field][1] - 1}`);
    }
  }
  for (const flag of FLAGS) if (typeof rules[flag] !== "boolean") throw refused(flag, `${flag} must be true or false`);
  if (minTotal > maxTotal)
    throw refused("minTotal", `the lowest total (${minTotal}) is above the highest (${maxTotal})`);
  const largest = largestTotal(rules);
  if (minTotal > largest)
    throw refused("minTotal", `no ballot reaches a total of ${minTotal}; at most ${largest} is possible`);
  return rules;
}

/** Highest total that values can reach, maxTotal aside. */
function largestTotal(rules: Rules): number {
  const values = Array.from({ length: rules.optionCount }, (_, index) =>
    rules.distinct ? Math.max(0, rules.maxValue - index) : rules.maxValue,
  );
  return values.reduce((total, value) => total + costOf(rules, value), 0);
}

/** One field element, fields at the places of RULES_LAYOUT. */
export function packRules(rules: Rules): bigint {
  checkRules(rules);
  const fields = [...NUMBERS, ...FLAGS];
  return fields.reduce((word, field) => word | (BigInt(Number(rules[field])) << BigInt(RULES_LAYOUT[field][0])), 0n);
}

/** Strict inverse of `packRules`: refuses bits outside the layout and rules that would not pack. */
export function unpackRules(word: bigint): Rules {
  requireArgument(word >= 0n, "rules", "a packed word, not negative");
  if (word >> BigInt(RULES_BITS) !== 0n) throw refused("rules", `the packed rules have bits above ${RULES_BITS - 1}`);
  const read = (field: keyof Rules): number => {
    const [offset, bits] = RULES_LAYOUT[field];
    return Number(BigInt.asUintN(bits, word >> BigInt(offset)));
  };
  return checkRules({
    optionCount: read("optionCount"),
    maxValue: read("maxValue"),
    minTotal: read("minTotal"),
    maxTotal: read("maxTotal"),
    quadratic: read("quadratic") === 1,
    distinct: read("distinct") === 1,
    blank: read("blank") === 1,
    weighted: read("weighted") === 1,
  });
}

export interface Electorate {
  /** Number of voters on the roll. */
  readonly size: number;
  /** Sum of their weights. */
  readonly totalWeight: bigint;
}

/** Highest count that one option can reach; refuses an electorate for which counts could not be found. */
export function largestCount(rules: Rules, { size, totalWeight }: Electorate): bigint {
  const largest = (rules.weighted ? totalWeight : BigInt(size)) * BigInt(rules.maxValue);
  if (largest > 1n << BigInt(MAX_COUNT_BITS)) {
    throw refused("maxValue", `counts could exceed 2^${MAX_COUNT_BITS}; lower the highest value or the weights`);
  }
  return largest;
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function refused(field: string, reason: string): PsephosError {
  return new PsephosError("RULES_INVALID", `These rules cannot be used: ${reason}.`, { detail: { field } });
}
