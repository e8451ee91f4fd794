import type { PlainBallot } from "../../src/protocol/ballot-values.ts";
import type { RuleChoices, RuleName } from "../../src/protocol/rule-presets.ts";

export interface HandMadeElection {
  readonly title: string;
  readonly rules: RuleName;
  readonly choices: RuleChoices;
  readonly ballots: readonly PlainBallot[];
  /** Counted by hand. */
  readonly counts: readonly bigint[];
}

type Row = readonly [
  title: string,
  rules: RuleName,
  choices: RuleChoices,
  ballots: readonly (readonly number[])[],
  counts: readonly number[],
];
type WeightedRow = readonly [
  title: string,
  rules: RuleName,
  choices: RuleChoices,
  ballots: readonly (readonly [weight: number, values: readonly number[]])[],
  counts: readonly number[],
];

const PLAIN: readonly Row[] = [
  ["single, no ballots", "single", { optionCount: 2 }, [], [0, 0]],
  ["single, one ballot", "single", { optionCount: 2 }, [[0, 1]], [0, 1]],
  [
    "single, tie of two",
    "single",
    { optionCount: 2 },
    [
      [0, 1],
      [1, 0],
    ],
    [1, 1],
  ],
  [
    "single, unanimous",
    "single",
    { optionCount: 3 },
    [
      [0, 0, 1],
      [0, 0, 1],
      [0, 0, 1],
    ],
    [0, 0, 3],
  ],
  [
    "single, three-way tie",
    "single",
    { optionCount: 3 },
    [
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ],
    [1, 1, 1],
  ],
  [
    "single, all blank",
    "single",
    { optionCount: 3, blank: true },
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [0, 0, 0],
  ],
  [
    "single, blank beside a vote",
    "single",
    { optionCount: 2, blank: true },
    [
      [0, 0],
      [1, 0],
      [0, 0],
    ],
    [1, 0],
  ],
  [
    "single, eight options",
    "single",
    { optionCount: 8 },
    [
      [0, 0, 0, 0, 0, 0, 0, 1],
      [1, 0, 0, 0, 0, 0, 0, 0],
    ],
    [1, 0, 0, 0, 0, 0, 0, 1],
  ],
  [
    "approval, all approve all",
    "approval",
    { optionCount: 3 },
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
    [2, 2, 2],
  ],
  [
    "approval, mixed",
    "approval",
    { optionCount: 4 },
    [
      [1, 0, 1, 0],
      [0, 0, 1, 1],
      [0, 0, 1, 0],
    ],
    [1, 0, 3, 1],
  ],
  [
    "approval, one blank",
    "approval",
    { optionCount: 2, blank: true },
    [
      [0, 0],
      [1, 1],
    ],
    [1, 1],
  ],
  [
    "limited, two of four",
    "limited",
    { optionCount: 4 },
    [
      [1, 1, 0, 0],
      [0, 1, 0, 1],
      [0, 0, 0, 1],
    ],
    [1, 2, 0, 2],
  ],
  [
    "limited, three of five",
    "limited",
    { optionCount: 5, limit: 3 },
    [
      [1, 1, 1, 0, 0],
      [0, 0, 1, 1, 1],
    ],
    [1, 1, 2, 1, 1],
  ],
  [
    "cumulative, all on one",
    "cumulative",
    { optionCount: 2, limit: 5 },
    [
      [5, 0],
      [0, 5],
    ],
    [5, 5],
  ],
  [
    "cumulative, spread",
    "cumulative",
    { optionCount: 3, limit: 4 },
    [
      [2, 1, 1],
      [0, 4, 0],
      [1, 1, 2],
    ],
    [3, 6, 3],
  ],
  [
    "cumulative, at most 3 each",
    "cumulative",
    { optionCount: 3, limit: 4, maxPerOption: 3 },
    [
      [3, 1, 0],
      [2, 2, 0],
    ],
    [5, 3, 0],
  ],
  [
    "budget, not all spent",
    "budget",
    { optionCount: 3, limit: 10 },
    [
      [1, 0, 0],
      [10, 0, 0],
      [2, 3, 5],
    ],
    [13, 3, 5],
  ],
  [
    "budget, capped and blank",
    "budget",
    { optionCount: 2, limit: 6, maxPerOption: 4, blank: true },
    [
      [4, 2],
      [0, 0],
      [1, 4],
    ],
    [5, 6],
  ],
  [
    "score, highest for all",
    "score",
    { optionCount: 3 },
    [
      [5, 5, 5],
      [5, 5, 5],
    ],
    [10, 10, 10],
  ],
  [
    "score, mixed",
    "score",
    { optionCount: 4, limit: 9 },
    [
      [9, 0, 3, 1],
      [0, 9, 3, 0],
    ],
    [9, 9, 6, 1],
  ],
  [
    "score, highest value there is",
    "score",
    { optionCount: 2, limit: 65_535 },
    [
      [65_535, 65_535],
      [65_535, 1],
    ],
    [131_070, 65_536],
  ],
  ["quadratic, all on one", "quadratic", { optionCount: 3, limit: 25 }, [[5, 0, 0]], [5, 0, 0]],
  [
    "quadratic, 3-4-0 and 1-1-1",
    "quadratic",
    { optionCount: 3, limit: 25 },
    [
      [3, 4, 0],
      [1, 1, 1],
    ],
    [4, 5, 1],
  ],
  [
    "quadratic, blank",
    "quadratic",
    { optionCount: 2, limit: 4, blank: true },
    [
      [0, 0],
      [2, 0],
      [1, 1],
    ],
    [3, 1],
  ],
  ["borda, one ranking", "borda", { optionCount: 4 }, [[3, 1, 0, 2]], [3, 1, 0, 2]],
  [
    "borda, opposite rankings tie",
    "borda",
    { optionCount: 3 },
    [
      [2, 1, 0],
      [0, 1, 2],
    ],
    [2, 2, 2],
  ],
  [
    "borda, first two of five",
    "borda",
    { optionCount: 5, limit: 2 },
    [
      [2, 1, 0, 0, 0],
      [0, 2, 0, 0, 1],
    ],
    [2, 3, 0, 0, 1],
  ],
  [
    "borda, blank beside a ranking",
    "borda",
    { optionCount: 2, blank: true },
    [
      [0, 0],
      [1, 0],
    ],
    [1, 0],
  ],
];

const WEIGHTED: readonly WeightedRow[] = [
  [
    "single, weighted tie",
    "single",
    { optionCount: 2, weighted: true },
    [
      [3, [1, 0]],
      [1, [0, 1]],
      [2, [0, 1]],
    ],
    [3, 3],
  ],
  [
    "single, highest weight",
    "single",
    { optionCount: 2, weighted: true },
    [
      [4_294_967_295, [0, 1]],
      [1, [0, 1]],
    ],
    [0, 4_294_967_296],
  ],
  [
    "score, weighted",
    "score",
    { optionCount: 3, weighted: true },
    [
      [10, [5, 0, 1]],
      [1, [0, 2, 2]],
    ],
    [50, 2, 12],
  ],
  [
    "borda, weighted blank",
    "borda",
    { optionCount: 3, weighted: true, blank: true },
    [
      [7, [0, 0, 0]],
      [2, [1, 2, 0]],
    ],
    [2, 4, 0],
  ],
];

/** Weights do not count where the rules are not weighted. */
const IGNORED: WeightedRow = [
  "single, weights ignored",
  "single",
  { optionCount: 2 },
  [
    [9, [1, 0]],
    [1, [0, 1]],
  ],
  [1, 1],
];

export const HAND_MADE_ELECTIONS: readonly HandMadeElection[] = [
  ...PLAIN.map(([title, rules, choices, ballots, counts]) => ({
    title,
    rules,
    choices,
    ballots: ballots.map((values) => ({ values })),
    counts: counts.map(BigInt),
  })),
  ...[...WEIGHTED, IGNORED].map(([title, rules, choices, ballots, counts]) => ({
    title,
    rules,
    choices,
    ballots: ballots.map(([weight, values]) => ({ weight: BigInt(weight), values })),
    counts: counts.map(BigInt),
  })),
];
