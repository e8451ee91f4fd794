import type { Stage } from "../../stage.ts";

/** Where the demonstration's institutions are: a local chain with the contracts on it, their files, a prover, accounts by number. */
export type Town = Pick<Stage, "chain" | "workspace" | "prover" | "account" | "advanceTo">;

/** Accounts by number: who acts for the town. Key keepers follow one another. */
export const TOWN_CLERK = 0;
export const BALLOT_CARRIER = 1;
export const FIRST_KEY_KEEPER = 10;
