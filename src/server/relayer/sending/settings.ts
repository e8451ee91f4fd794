import type { RelayerSettings } from "../settings.ts";

/** How often a sender looks, and how patient it is. */
export interface SenderPace {
  /** Between two looks at the database and the chain when nobody wakes the sender. */
  readonly pollMs: number;
  /** A transaction that is not mined is handed to the node again: nodes drop them when they restart or are full. */
  readonly rebroadcastAfterMs: number;
  /** A nonce that is used while none of its transactions is found so long was used by somebody else. */
  readonly lostAfterMs: number;
  /** Between two looks at what other accounts sent: their process may be gone. */
  readonly adoptEveryMs: number;
  /** Submissions of one account that are not mined; nodes keep few of them for each. */
  readonly maxInFlight: number;
  /** Blocks on top of a final one; the chain's own word ("finalized") unless told. */
  readonly confirmations: number | undefined;
}

export type SenderLimits = Pick<
  RelayerSettings,
  "batchSize" | "retentionSeconds" | "maxFeePerGas" | "priorityFee" | "bumpAfterSeconds" | "lowBalance"
>;

export type SenderSettings = SenderLimits & SenderPace;

export const DEFAULT_PACE: SenderPace = {
  pollMs: 500,
  rebroadcastAfterMs: 15_000,
  lostAfterMs: 20_000,
  adoptEveryMs: 5_000,
  maxInFlight: 16,
  confirmations: undefined,
};

/**
 * Entries that were in a reverted transaction go on in smaller ones, so that a bad one ends up alone; after as many attempts it is
 * given up. Never more than `batchSize`.
 */
export const SIZES_BY_ATTEMPTS: readonly number[] = [128, 16, 4, 1, 1];
