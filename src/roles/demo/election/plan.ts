import { randomInt } from "node:crypto";
import { PsephosError } from "../../../errors.ts";
import type { PlainBallot } from "../../../protocol/ballot-values.ts";
import { isRuleName, RULE_NAMES, rulesFor, type RuleName } from "../../../protocol/rule-presets.ts";
import { MAX_TRUSTEES, OPTION_CAPACITIES } from "../../../protocol/params.ts";
import { largestCount, type Rules } from "../../../protocol/rules.ts";
import { parseBallotsFile } from "./ballots-file.ts";
import { fitRules } from "./fit-rules.ts";
import { randomChoice, randomLeanings } from "./random-choice.ts";
import type { Told } from "../narrator.ts";

export const ELECTION_DEFAULTS = { voters: 24, options: 4, trustees: 5, threshold: 3, lost: 2 } as const;
const MAX_DEMO_VOTERS = 5_000;
const MAX_OPTIONS = OPTION_CAPACITIES.at(-1)!;

/** What each number may be whatever the others are. */
export const ELECTION_RANGES = {
  voters: { min: 2, max: MAX_DEMO_VOTERS },
  options: { min: 2, max: MAX_OPTIONS },
  trustees: { min: 2, max: MAX_TRUSTEES },
  threshold: { min: 2, max: MAX_TRUSTEES },
  lost: { min: 0, max: MAX_TRUSTEES - 2 },
} as const;

export interface ElectionRequest {
  readonly voters?: number | undefined;
  readonly options?: number | undefined;
  readonly trustees?: number | undefined;
  readonly threshold?: number | undefined;
  readonly lost?: number | undefined;
  readonly rules?: string | undefined;
  /** Text of a ballots file; then it says how many voters and options there are. */
  readonly ballots?: string | undefined;
}

/** Everything that is decided before the first step. */
export interface ElectionPlan {
  readonly title: Told;
  readonly options: readonly Told[];
  readonly kind: RuleName;
  readonly rules: Rules;
  /** By voter; in the clear only because this is a demonstration. */
  readonly ballots: readonly Required<PlainBallot>[];
  readonly trustees: number;
  readonly threshold: number;
  readonly lost: number;
  readonly isReplay: boolean;
}

const TITLE: Told = { en: "What should the old railway station become?", zh: "老火车站应改建成什么？" };
const REPLAY_TITLE: Told = { en: "A count replayed from a file", zh: "根据文件重放的一次计票" };

const OPTIONS: readonly Told[] = [
  { en: "Library", zh: "图书馆" },
  { en: "Market hall", zh: "市集大厅" },
  { en: "Youth centre", zh: "青年中心" },
  { en: "Clinic", zh: "诊所" },
  { en: "Museum", zh: "博物馆" },
  { en: "Concert hall", zh: "音乐厅" },
  { en: "Workshops", zh: "创业工坊" },
  { en: "Public garden", zh: "公共花园" },
];

export function planElection(request: ElectionRequest): ElectionPlan {
  const { trustees = ELECTION_DEFAULTS.trustees, threshold = Math.min(ELECTION_DEFAULTS.threshold, trustees) } =
    request;
  const { lost = Math.min(ELECTION_DEFAULTS.lost, trustees - threshold) } = request;
  checkTrustees({ trustees, threshold, lost });
  const asked = askedRules(request.rules);
  const election = request.ballots === undefined ? invented(request, asked) : replayed(request, request.ballots, asked);
  requireFindableCounts(election);
  return { ...election, trustees, threshold, lost };
}

/** As the contract will refuse; the one more on the list, of weight 1, is the voter who comes too late. */
function requireFindableCounts({ rules, ballots }: PlannedElection): void {
  const totalWeight = ballots.reduce((total, { weight }) => total + weight, 1n);
  largestCount(rules, { size: ballots.length + 1, totalWeight });
}

function checkTrustees({ trustees, threshold, lost }: { trustees: number; threshold: number; lost: number }): void {
  if (trustees < 2 || trustees > MAX_TRUSTEES) throw usage(`--trustees must be 2 to ${MAX_TRUSTEES}`);
  if (threshold < 2 || threshold > trustees)
    throw usage(`--threshold must be 2 to ${trustees}, the number of trustees`);
  if (lost < 0 || lost > trustees - threshold) {
    const limit = trustees - threshold;
    throw usage(
      `--lost must be 0 to ${limit}: with ${trustees} trustees and a threshold of ${threshold}, no more can be lost`,
    );
  }
}

interface AskedRules {
  readonly name: RuleName | undefined;
  readonly blank: boolean;
  readonly weighted: boolean;
}

const ADDITIONS = ["blank", "weighted"] as const;
/** Of ten invented voters so many cast a blank ballot, where they may. */
const BLANK_OF_TEN = 1;
const MAX_INVENTED_WEIGHT = 5;

/** A kind of ballot and what is added to it, joined by "+": "score", "score+blank", "weighted" (a single choice). */
function askedRules(asked: string | undefined): AskedRules {
  const words = asked === undefined ? [] : asked.split("+");
  const additions = words.filter((word) => (ADDITIONS as readonly string[]).includes(word));
  const kinds = words.filter((word) => !additions.includes(word));
  const [name] = kinds;
  const isKnown = name === undefined || isRuleName(name);
  if (!isKnown || kinds.length > 1 || new Set(words).size < words.length) {
    throw usage(
      `--rules must be one of ${RULE_NAMES.join(", ")}, to which +blank and +weighted can be added, as in score+blank`,
    );
  }
  return { name, blank: additions.includes("blank"), weighted: additions.includes("weighted") };
}

type PlannedElection = Pick<ElectionPlan, "title" | "options" | "kind" | "rules" | "ballots" | "isReplay">;

function invented(request: ElectionRequest, { name: kind = "single", blank, weighted }: AskedRules): PlannedElection {
  const { voters = ELECTION_DEFAULTS.voters, options = ELECTION_DEFAULTS.options } = request;
  if (voters < 2 || voters > MAX_DEMO_VOTERS) throw usage(`--voters must be 2 to ${MAX_DEMO_VOTERS}`);
  if (options < 2 || options > MAX_OPTIONS) throw usage(`--options must be 2 to ${MAX_OPTIONS}`);
  const rules = rulesFor(kind, { optionCount: options, blank, weighted });
  const leanings = randomLeanings(options);
  const ballots = Array.from({ length: voters }, () => {
    const isBlank = blank && randomInt(10) < BLANK_OF_TEN;
    const values = isBlank ? Array.from({ length: options }, () => 0) : randomChoice(rules, leanings);
    return { values, weight: weighted ? BigInt(randomInt(1, MAX_INVENTED_WEIGHT + 1)) : 1n };
  });
  return { title: TITLE, options: OPTIONS.slice(0, options), kind, rules, ballots, isReplay: false };
}

function replayed(request: ElectionRequest, text: string, asked: AskedRules): PlannedElection {
  if (request.voters !== undefined || request.options !== undefined) {
    throw usage("--voters and --options cannot be combined with --ballots: the file says how many there are");
  }
  const file = parseBallotsFile(text);
  if (file.ballots.length < 2) throw usage("the ballots file must hold at least 2 voters");
  if (file.ballots.length > MAX_DEMO_VOTERS)
    throw usage(`the ballots file must hold at most ${MAX_DEMO_VOTERS} voters`);
  if (asked.weighted && !file.weighted) throw usage("weighted rules need a file whose first column is weight");
  const { name, rules } = fitRules(file, asked.name);
  const options = file.options.map((option) => ({ en: option, zh: option }));
  return { title: REPLAY_TITLE, options, kind: name, rules, ballots: file.ballots, isReplay: true };
}

/** One voter, picked by lot. */
export function anyOf(count: number): number {
  return randomInt(count);
}

function usage(message: string): PsephosError {
  return new PsephosError("USAGE", `${message}. See psephos demo --help.`);
}
