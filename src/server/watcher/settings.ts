/** When something is an alert. The defaults suit a chain of about 5 seconds a block and an election of some days. */
export interface WatcherSettings {
  /** Between two rounds of all checks. */
  readonly intervalSeconds: number;
  /** Rounds in a row in which a check fails before that is an alert. */
  readonly failuresBeforeAlert: number;
  /** How long changes of keys and authorities stay open; by chain time. */
  readonly shownSeconds: number;
  /** Before a trustee's deadline: from here on a missing step is an alert. */
  readonly trusteeNoticeSeconds: number;
  /** After the close: when trustees should have opened. */
  readonly openingSeconds: number;
  /** Behind the node by more than either, the index is behind. */
  readonly behindBlocks: number;
  readonly behindSeconds: number;
  /** Without a new block for longer, the chain stands still. Null for chains that make blocks on demand alone. */
  readonly stalledSeconds: number | null;
  /** A log that anchored regularly is silent after this, or three times its usual interval if that is longer. */
  readonly logSilenceSeconds: number;
  /** So many proofs or points refused within so many minutes, at most 60, are a burst. */
  readonly refusalBurst: number;
  readonly refusalMinutes: number;
  /** What a relayer's account must be able to pay for besides what waits. */
  readonly reserveEntries: number;
  /** Gas of one entry, as in a batch that is not full. */
  readonly gasPerEntry: number;
  /** Wei a gas: the relayer's cap. */
  readonly maxFeePerGas: bigint;
  /** Entries that still wait so near to the close are an alert. */
  readonly closeNoticeSeconds: number;
  /** Entries that are due since so long are an alert at any time. */
  readonly overdueSeconds: number;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
const GWEI = 10n ** 9n;

export const DEFAULT_WATCHER_SETTINGS: WatcherSettings = {
  intervalSeconds: 15,
  failuresBeforeAlert: 3,
  shownSeconds: 7 * DAY,
  trusteeNoticeSeconds: DAY,
  openingSeconds: 6 * HOUR,
  behindBlocks: 20,
  behindSeconds: 60,
  stalledSeconds: null,
  logSilenceSeconds: 2 * DAY,
  refusalBurst: 50,
  refusalMinutes: 5,
  reserveEntries: 1_000,
  gasPerEntry: 150_000,
  maxFeePerGas: 200n * GWEI,
  closeNoticeSeconds: 600,
  overdueSeconds: 120,
};
