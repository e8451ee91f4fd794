import type { Transaction } from "kysely";
import type { Chain, ReadCall } from "../../../chain/contracts.ts";
import type { Tables } from "../../store/tables.ts";

/** What the index says, and the view that must say the same. */
export interface Claim {
  readonly subject: string;
  readonly indexed: string;
  readonly call: Omit<ReadCall, "block">;
  /** The view's answer in the form of `indexed`. */
  readonly shown: (answer: unknown) => string;
}

export interface ClaimQuestion {
  readonly tx: Transaction<Tables>;
  readonly chain: Chain;
  /** Subjects with events above this block. */
  readonly since: number;
}
