import type { AlertKind, AlertSeverity } from "../api/alerts.ts";

type Election = { readonly electionId: string; readonly blockNumber: number };
type Change = {
  /** Name of the contract's event. */
  readonly what: string;
  /** Block time, unix seconds. */
  readonly time: number;
  readonly blockNumber: number;
  readonly transactionHash: string;
};

export const TRUSTEE_STEPS = ["register", "commit", "deal", "key-test", "partial-decryption"] as const;
export type TrusteeStep = (typeof TRUSTEE_STEPS)[number];

/** Facts of each kind: numbers and names for people and programs, never a secret and nothing about a voter. 256-bit numbers are decimal. */
export interface AlertDetails {
  readonly "aggregate-differs": Election;
  readonly "count-differs": Election & { readonly contract: number; readonly index: number };
  readonly "record-differs": Election & { readonly what: string };
  readonly "result-differs": Election;
  readonly "trustee-late": {
    readonly of: "ceremony" | "election";
    readonly id: string;
    readonly trusteeIndex: number;
    readonly step: TrusteeStep;
    /** Unix seconds by chain time. */
    readonly dueAt: number;
    readonly past: boolean;
  };
  readonly "issuer-key-changed": Change & { readonly keyIndex: string; readonly compromised: boolean };
  readonly "authority-changed": Change;
  readonly "log-silent": { readonly logId: string; readonly anchoredAt: number; readonly silentSeconds: number };
  readonly "log-going-back": { readonly logId: string; readonly size: number; readonly seenSize: number };
  readonly "index-faulty": { readonly what: string; readonly blockNumber: number };
  readonly "indexer-behind": { readonly blocks: number; readonly seconds: number };
  readonly "chain-stalled": { readonly blockNumber: number; readonly seconds: number };
  readonly "finality-broken": { readonly blockNumber: number; readonly seen: string; readonly blocks: number };
  readonly "nodes-disagree": { readonly node: number; readonly blockNumber: number };
  readonly "node-unreachable": { readonly node: number };
  readonly "proofs-refused": { readonly code: string; readonly count: number; readonly minutes: number };
  readonly "wallet-low": {
    readonly account: string;
    readonly balanceWei: string;
    readonly neededWei: string;
    readonly waiting: number;
  };
  readonly "fees-high": { readonly baseFeeWei: string; readonly capWei: string; readonly waiting: number };
  readonly "entries-waiting": {
    readonly kind: string;
    readonly target: string;
    readonly waiting: number;
    /** Until the target closes, negative afterwards, by chain time; absent if it never does. */
    readonly secondsLeft?: number;
  };
  readonly "dead-letters": { readonly count: number };
  readonly "check-failed": { readonly check: string; readonly code: string };
}

/** One thing that a rule sees now. */
export type Finding = {
  [Kind in AlertKind]: {
    readonly kind: Kind;
    readonly severity: AlertSeverity;
    /** Open alerts of one kind differ in it. */
    readonly subject: string;
    readonly detail: AlertDetails[Kind];
  };
}[AlertKind];

/**
 * Things that happened, rather than last: raised once for each subject, however often they are seen, and cleared when they are
 * older than the settings' `shownSeconds`.
 */
export const CHANGE_KINDS: readonly AlertKind[] = ["issuer-key-changed", "authority-changed"];
