import { PsephosError } from "../errors.ts";
import { checkRules, type Rules } from "./rules.ts";

/** The usual kinds of ballot by name. */
export const RULE_NAMES = [
  "single",
  "approval",
  "limited",
  "cumulative",
  "budget",
  "score",
  "quadratic",
  "borda",
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

export interface RuleChoices {
  readonly optionCount: number;
  /** Choices (limited), points (cumulative, budget), highest score (score), credits (quadratic), places (borda). */
  readonly limit?: number | undefined;
  /** Most points for one option (cumulative, budget). */
  readonly maxPerOption?: number | undefined;
  readonly blank?: boolean | undefined;
  readonly weighted?: boolean | undefined;
}

type Core = Pick<Rules, "maxValue" | "minTotal" | "maxTotal"> & Partial<Pick<Rules, "quadratic" | "distinct">>;
type Preset = (choices: { optionCount: number; limit: number | undefined; maxPerOption: number | undefined }) => Core;

const PRESETS: Readonly<Record<RuleName, Preset>> = {
  /** Exactly one option. */
  single: () => ({ maxValue: 1, minTotal: 1, maxTotal: 1 }),
  /** Any number of options, at least one. */
  approval: ({ optionCount }) => ({ maxValue: 1, minTotal: 1, maxTotal: optionCount }),
  /** 1 to `limit` options; 2 if not said. */
  limited: ({ limit = 2 }) => ({ maxValue: 1, minTotal: 1, maxTotal: limit }),
  /** Exactly `limit` points to hand out, 10 if not said. */
  cumulative: ({ limit = 10, maxPerOption = limit }) => ({ maxValue: maxPerOption, minTotal: limit, maxTotal: limit }),
  /** 1 to `limit` points to spend, 10 if not said. */
  budget: ({ limit = 10, maxPerOption = limit }) => ({ maxValue: maxPerOption, minTotal: 1, maxTotal: limit }),
  /** Each option 0 to `limit` for itself, 5 if not said. */
  score: ({ optionCount, limit = 5 }) => ({ maxValue: limit, minTotal: 1, maxTotal: optionCount * limit }),
  /** v votes for an option cost v² of `limit` credits, 25 if not said. */
  quadratic: ({ limit = 25 }) => ({
    maxValue: Math.floor(Math.sqrt(limit)),
    minTotal: 1,
    maxTotal: limit,
    quadratic: true,
  }),
  /**
   * The first `limit` places, all places if not said: the first gets `limit` points, the last 1, others 0. The exact total
   * and distinct values leave only true rankings. All places of n options take n − 1 different points and a 0.
   */
  borda: ({ optionCount, limit = optionCount - 1 }) => ({
    maxValue: limit,
    minTotal: (limit * (limit + 1)) / 2,
    maxTotal: (limit * (limit + 1)) / 2,
    distinct: true,
  }),
};

/** Options that a kind of ballot understands beside the number of options. */
const TAKES: Readonly<Record<RuleName, readonly ("limit" | "maxPerOption")[]>> = {
  single: [],
  approval: [],
  limited: ["limit"],
  cumulative: ["limit", "maxPerOption"],
  budget: ["limit", "maxPerOption"],
  score: ["limit"],
  quadratic: ["limit"],
  borda: ["limit"],
};

export function isRuleName(name: string): name is RuleName {
  return (RULE_NAMES as readonly string[]).includes(name);
}

/** Rules of a named kind. A choice that the kind does not know is refused, not ignored. */
export function rulesFor(name: RuleName, choices: RuleChoices): Rules {
  if (!isRuleName(name)) throw unusable(`there is no kind "${String(name)}"; use one of ${RULE_NAMES.join(", ")}`);
  const { optionCount, limit, maxPerOption, blank = false, weighted = false } = choices;
  for (const [key, value] of Object.entries({ limit, maxPerOption } as const)) {
    if (value === undefined) continue;
    if (!TAKES[name].includes(key as "limit")) throw unusable(`${name} takes no ${key}`);
    if (!Number.isSafeInteger(value) || value < 1) throw unusable(`${key} must be a whole number from 1`);
  }
  if ((name === "limited" || name === "borda") && limit !== undefined && limit > optionCount) {
    throw unusable(`${name} cannot have ${limit} places for ${optionCount} options`);
  }
  const core = PRESETS[name]({ optionCount, limit, maxPerOption });
  return checkRules({ quadratic: false, distinct: false, ...core, optionCount, blank, weighted });
}

function unusable(reason: string): PsephosError {
  return new PsephosError("RULES_INVALID", `These rules cannot be used: ${reason}.`);
}
