/** What the portal's server keeps for people. In MiB. */
export interface WebSettings {
  /** Largest public file. */
  readonly fileMb: number;
  /** All public files. */
  readonly allFilesMb: number;
  /** All letters that wait. */
  readonly allLettersMb: number;
  /** Letters of one caller in a day; 0 for no limit. */
  readonly letterMbPerDay: number;
}

export const DEFAULT_WEB_SETTINGS: WebSettings = {
  fileMb: 32,
  allFilesMb: 4_096,
  allLettersMb: 1_024,
  letterMbPerDay: 32,
};
