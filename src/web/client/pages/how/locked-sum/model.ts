import { add, multiply, multiplyBase, negate, sum, type Point } from "../../../../../crypto/babyjubjub.ts";
import { findCount } from "../../../../../crypto/discrete-log.ts";
import { addCiphertexts, encrypt, type Ciphertext } from "../../../../../crypto/elgamal.ts";
import { randomScalar } from "../../../../../crypto/random.ts";
import { evaluatePolynomial, lagrangeAtZero } from "../../../../../crypto/shamir.ts";

export const KEEPER_COUNT = 5;
export const THRESHOLD = 3;

/** A key for trying out. Real keys are made by the keepers together, so that nobody has all shares as this page does. */
export interface SharedKey {
  readonly publicKey: Point;
  /** Of keepers 1 … KEEPER_COUNT, in order. */
  readonly shares: readonly bigint[];
}

export function makeSharedKey(): SharedKey {
  const coefficients = Array.from({ length: THRESHOLD }, () => randomScalar());
  const shares = Array.from({ length: KEEPER_COUNT }, (_, at) => evaluatePolynomial({ coefficients, at: at + 1 }));
  return { publicKey: multiplyBase(coefficients[0]!), shares };
}

/** A yes is locked as one, a no as zero. */
export function lockBallot({ publicKey }: SharedKey, isYes: boolean): Ciphertext {
  return encrypt({ message: isYes ? 1n : 0n, randomness: randomScalar(), publicKey });
}

/** How many said yes; undefined with fewer than THRESHOLD keepers, numbered from 1. */
export function openTotal(input: {
  key: SharedKey;
  ballots: readonly Ciphertext[];
  keepers: readonly number[];
}): bigint | undefined {
  const { key, ballots, keepers } = input;
  if (keepers.length < THRESHOLD) return undefined;
  const { c1, c2 } = addCiphertexts(ballots);
  const weights = lagrangeAtZero(keepers);
  const partials = keepers.map((keeper, at) => multiply(multiply(c1, key.shares[keeper - 1]!), weights[at]!));
  return findCount(add(c2, negate(sum(partials))), BigInt(ballots.length));
}

/** A few characters by which a reader can tell two locked things apart. */
export function codeOf({ c1, c2 }: Ciphertext): string {
  return (c1[0] ^ c2[0]).toString(16).padStart(64, "0").slice(-10);
}
