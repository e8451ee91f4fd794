/** One thing in each language that the story is told in. */
export interface Told {
  readonly en: string;
  readonly zh: string;
}

export type StoryValue = string | number | bigint | Told;

/** Chapters, in their order. */
export const CHAPTERS = ["record", "roll", "key", "question", "voting", "closing", "opening", "checking"] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** Reasons for which the cheaters of the story are refused. */
export const CHEATS = [
  "false-dealing",
  "double-vote",
  "not-on-roll",
  "altered-ballot",
  "invalid-choice",
  "forged-proof",
  "after-close",
  "false-decryption",
] as const;
export type Cheat = (typeof CHEATS)[number];

/** Everything that the story says, by name; the words are with whoever tells it. */
export const STORY_LINES = [
  "recordStarted",
  "developmentKeys",
  "registered",
  "rollPublished",
  "weightedRoll",
  "ceremonyPlan",
  "ceremonyPromises",
  "ceremonyDealt",
  "keyMade",
  "question",
  "optionsAre",
  "rulesAre",
  "fixed",
  "keysTested",
  "votingOpen",
  "ballotsLocked",
  "castDirectly",
  "castInBatches",
  "receipt",
  "closed",
  "keepersLost",
  "openedBy",
  "resultIs",
  "countAgrees",
  "archiveWritten",
  "verified",
] as const;
export type StoryLine = (typeof STORY_LINES)[number];

/** Work that takes long enough to be shown as it goes on. */
export type Work = "dealings" | "ballots" | "sending" | "verification";

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

/** Who tells the story: the command line, a test, later a page. */
export interface Narrator {
  chapter(chapter: Chapter): void;
  say(line: StoryLine, values?: Readonly<Record<string, StoryValue>>): void;
  /** A cheater tried and was refused. */
  refused(told: CheatTold): void;
  working(work: Work, progress: WorkProgress): void;
  result(options: readonly CountedOption[]): void;
  check(outcome: { id: number; ok: boolean; claim: Told }): void;
}
