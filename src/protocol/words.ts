import type { Point } from "../crypto/babyjubjub.ts";
import type { Ciphertext } from "../crypto/elgamal.ts";
import { BASE_FIELD, isFieldElement } from "../crypto/field.ts";
import { PsephosError, requireArgument } from "../errors.ts";
import type { EncryptedShare } from "./dealing.ts";
import { toNullifier, type Nullifier } from "./identity.ts";
import type { OptionCapacity } from "./params.ts";

/** The flat word lists that contracts take and log, there and back. Lengths and ranges are checked; curve membership is not. */

/** [A.x, A.y, B.x.c1, B.x.c0, B.y.c1, B.y.c0, C.x, C.y], each below q. */
export type ProofWords = readonly bigint[];

export const PROOF_WORDS = 8;
const CIPHERTEXT_WORDS = 4;
const SHARE_WORDS = PROOF_WORDS + 3;

export function checkProofWords(proof: readonly bigint[], name = "proof"): ProofWords {
  const usable = proof.length === PROOF_WORDS && proof.every((word) => word >= 0n && word < BASE_FIELD);
  requireArgument(usable, name, `${PROOF_WORDS} words from 0 to q − 1`);
  return proof;
}

export function pointWords(points: readonly Point[]): bigint[] {
  return points.flatMap(([x, y]) => [x, y]);
}

export function pointsFrom(words: readonly bigint[], name = "words"): Point[] {
  requireArgument(words.length % 2 === 0 && words.every(isFieldElement), name, "an even number of field elements");
  return Array.from({ length: words.length / 2 }, (_, index) => [words[2 * index]!, words[2 * index + 1]!]);
}

/** By option C1.x, C1.y, C2.x, C2.y. */
export function ciphertextWords(ciphertexts: readonly Ciphertext[]): bigint[] {
  return ciphertexts.flatMap(({ c1, c2 }) => [...c1, ...c2]);
}

export function ciphertextsFrom(words: readonly bigint[], name = "words"): Ciphertext[] {
  requireArgument(words.length % CIPHERTEXT_WORDS === 0, name, "four words for each option");
  const points = pointsFrom(words, name);
  return Array.from({ length: points.length / 2 }, (_, index) => ({
    c1: points[2 * index]!,
    c2: points[2 * index + 1]!,
  }));
}

/** A ballot as it is cast and logged: 8 proof words, nullifier, 4K ciphertext words. */
export interface Ballot {
  readonly proof: ProofWords;
  readonly nullifier: Nullifier;
  /** As many as the election's capacity K. */
  readonly ciphertexts: readonly Ciphertext[];
}

export function ballotLength(capacity: OptionCapacity): number {
  return PROOF_WORDS + 1 + CIPHERTEXT_WORDS * capacity;
}

export function ballotWords({ proof, nullifier, ciphertexts }: Ballot): bigint[] {
  return [...checkProofWords(proof), nullifier, ...ciphertextWords(ciphertexts)];
}

export function parseBallot(words: readonly bigint[], capacity: OptionCapacity): Ballot {
  const length = ballotLength(capacity);
  if (words.length !== length) {
    throw new PsephosError(
      "BALLOT_MALFORMED",
      `A ballot of this election has ${length} words; this one has ${words.length}.`,
    );
  }
  return {
    proof: checkProofWords(words.slice(0, PROOF_WORDS)),
    nullifier: toNullifier(words[PROOF_WORDS]!),
    ciphertexts: ciphertextsFrom(words.slice(PROOF_WORDS + 1), "ballot"),
  };
}

export interface ProvedShare extends EncryptedShare {
  readonly proof: ProofWords;
}

/** `KeyCeremony.deal`'s `shares`: by recipient the proof's 8 words, then R.x, R.y, c. */
export function shareWords(shares: readonly ProvedShare[]): bigint[] {
  return shares.flatMap(({ proof, ephemeralKey, encryptedShare }) => [
    ...checkProofWords(proof),
    ...ephemeralKey,
    encryptedShare,
  ]);
}

export function parseShares(words: readonly bigint[]): ProvedShare[] {
  if (words.length === 0 || words.length % SHARE_WORDS !== 0) {
    throw new PsephosError(
      "DEALING_INVALID",
      `A dealing has ${SHARE_WORDS} words for each trustee; this one has ${words.length}.`,
    );
  }
  return Array.from({ length: words.length / SHARE_WORDS }, (_, index) => {
    const own = words.slice(index * SHARE_WORDS, (index + 1) * SHARE_WORDS);
    const [x, y, encryptedShare] = own.slice(PROOF_WORDS) as [bigint, bigint, bigint];
    requireArgument([x, y, encryptedShare].every(isFieldElement), "shares", "field elements below r");
    return { proof: checkProofWords(own.slice(0, PROOF_WORDS)), ephemeralKey: [x, y], encryptedShare };
  });
}
