import { IDENTITY, add, multiplyBase, multiplyPrepared, sum, type Point } from "./babyjubjub.ts";

/** Exponential ElGamal: c1 = r·B8, c2 = m·B8 + r·H. Sums of ciphertexts encrypt sums of messages. */
export interface Ciphertext {
  readonly c1: Point;
  readonly c2: Point;
}

/** The sum of nothing. */
export const EMPTY_CIPHERTEXT: Ciphertext = { c1: IDENTITY, c2: IDENTITY };

export interface EncryptionInput {
  /** A small non-negative number. */
  readonly message: bigint;
  /** Fresh and uniform in 1 … l − 1: a reuse for two messages reveals their difference. */
  readonly randomness: bigint;
  /** H, of order l. */
  readonly publicKey: Point;
}

export function encrypt({ message, randomness, publicKey }: EncryptionInput): Ciphertext {
  return {
    c1: multiplyBase(randomness),
    c2: add(multiplyBase(message), multiplyPrepared(publicKey, randomness)),
  };
}

export function addCiphertexts(ciphertexts: readonly Ciphertext[]): Ciphertext {
  return { c1: sum(ciphertexts.map(({ c1 }) => c1)), c2: sum(ciphertexts.map(({ c2 }) => c2)) };
}
