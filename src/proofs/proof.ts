/** Words of a Groth16 proof in the contracts' order: A.x, A.y, B.x.c1, B.x.c0, B.y.c1, B.y.c0, C.x, C.y; each below q. */
export type ProofWords = readonly bigint[];

export const PROOF_WORD_COUNT = 8;

/** A proof with the public signals it speaks for, in the circuit's order; each below r. */
export interface Proof {
  readonly words: ProofWords;
  readonly signals: readonly bigint[];
}

/**
 * Verifying key as the contracts keep it: affine points as words, G2 as (x.c1, x.c0, y.c1, y.c0) like EIP-197.
 * `ic` is flat: two words for the constant and for each public signal.
 */
export interface VerifyingKey {
  /** sha256 of the r1cs, as 0x and 64 hexadecimal digits. */
  readonly circuitHash: string;
  readonly alpha: readonly bigint[];
  readonly beta: readonly bigint[];
  readonly gamma: readonly bigint[];
  readonly delta: readonly bigint[];
  readonly ic: readonly bigint[];
}

export function signalCount(key: VerifyingKey): number {
  return key.ic.length / 2 - 1;
}

/** What a batch came to. `bad` holds the indices of refused proofs, ascending; `ok` means that there are none. */
export interface BatchVerdict {
  readonly ok: boolean;
  readonly bad: readonly number[];
}
