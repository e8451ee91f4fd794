import type { Proof } from "../../../proofs/proof.ts";
import type { CircuitName } from "../../../generated/signals.ts";
import type { RelayContent } from "../../../protocol/relay-receipt.ts";

/** A ballot, presentation or withdrawal that its target would take now, if its proof holds. */
export interface Candidate extends RelayContent {
  readonly circuit: CircuitName;
  readonly proof: Proof;
  /** As the contract takes them, proof first. */
  readonly words: readonly bigint[];
  /** Of an enrolment alone. */
  readonly commitment: bigint | undefined;
  /** Chain time from which the contract takes it no more; unix seconds. */
  readonly closesAt: number;
  /** Chain time of its receipt's promise; unix seconds. */
  readonly submitBy: number;
  /** How long it waits for its batch, drawn at random. */
  readonly delaySeconds: number;
}
