import { ATTESTATION } from "./attestation/story.ts";
import { ELECTION } from "./election/story.ts";

/** One thing in each language that the story is told in. */
export interface Told {
  readonly en: string;
  readonly zh: string;
}

export type StoryValue = string | number | bigint | Told;

/** In the order in which they are told when both are. */
export const STORIES = { election: ELECTION, attestation: ATTESTATION } as const;
export type StoryName = keyof typeof STORIES;

type Story = (typeof STORIES)[StoryName];
/** No two stories have a chapter of the same name. */
export type Chapter = Story["chapters"][number];
/** A reason for which a cheater is refused. */
export type Cheat = Story["cheats"][number];
export type StoryLine = Story["lines"][number];
export type Work = Story["works"][number];

export interface WorkProgress {
  readonly done: number;
  readonly total: number;
}

export interface CheatTold {
  readonly cheat: Cheat;
  /** Which of several attempts of this kind: the words differ. */
  readonly attempt: string;
}

export interface CountedOption {
  readonly option: Told;
  readonly count: bigint;
}

/** Who tells the stories: the command line, a test, later a page. */
export interface Narrator {
  chapter(chapter: Chapter): void;
  say(line: StoryLine, values?: Readonly<Record<string, StoryValue>>): void;
  /** Words that stand in a document, as people are shown them. */
  quote(sentences: readonly Told[]): void;
  /** A cheater tried and was refused. */
  refused(told: CheatTold): void;
  working(work: Work, progress: WorkProgress): void;
  result(options: readonly CountedOption[]): void;
  check(outcome: { id: number | string; ok: boolean; claim: Told }): void;
}
