import type { Account } from "../../../chain/accounts.ts";
import type { Chain } from "../../../chain/contracts.ts";
import type { Store } from "../../store/store.ts";
import type { StepListener, Telemetry } from "../../telemetry.ts";
import type { FactsReader } from "./chain-facts.ts";
import type { GasModel } from "./gas.ts";
import type { Meters } from "./meters.ts";
import type { SenderSettings } from "./settings.ts";

/** What a sender works with. All that must survive it is in the store. */
export interface Sending {
  readonly store: Store;
  readonly chain: Chain;
  /** Other nodes of the same chain. */
  readonly secondOpinions: readonly Chain[];
  readonly account: Account;
  /** Of the account, lower case. */
  readonly address: string;
  readonly settings: SenderSettings;
  readonly log: Telemetry["log"];
  readonly onStep: StepListener;
  readonly facts: FactsReader;
  readonly gas: GasModel;
  readonly meters: Meters;
  readonly notes: Notes;
}

/** Why batches wait although there are entries. */
export type Hold = "fee-above-limit" | "wallet-empty" | "block-too-small";

/** What a process remembers to spare itself questions; a restart begins with empty ones. */
export interface Notes {
  hold: Hold | undefined;
  /** Second opinions contradict the node, or do not answer. */
  doubt: "contradicted" | "unanswered" | undefined;
  /** By "kind:target:attempts": not before this moment of `performance.now()`. */
  readonly pauses: Map<string, number>;
  /** By submission: moments of `performance.now()` at which its newest transaction was first and last broadcast. */
  readonly sent: Map<number, { readonly first: number; readonly last: number }>;
  /** Submissions that are being handed to the node. */
  readonly underWay: Set<number>;
  /** By submission: when its nonce was first found used without a receipt. */
  readonly missing: Map<number, number>;
  /** By hash of a mined transaction: hash of the block whose receipt was checked. */
  readonly minedIn: Map<string, string>;
  /** Of the last look. */
  head: { readonly number: number; readonly hash: string } | undefined;
}

export function emptyNotes(): Notes {
  return {
    hold: undefined,
    doubt: undefined,
    pauses: new Map(),
    sent: new Map(),
    underWay: new Set(),
    missing: new Map(),
    minedIn: new Map(),
    head: undefined,
  };
}
