import {
  BASE,
  add,
  divideByCofactor,
  equals,
  isInSubgroup,
  isIdentity,
  multiplyBase,
  multiplyPublic,
  type Point,
} from "./babyjubjub.ts";
import { SUBGROUP_ORDER, isScalar, mod } from "./field.ts";

/** Proof that its maker knows the secret of a public key; the challenge binds the place where it may be used. */
export interface PossessionProof {
  readonly nonce: Point;
  /** Below l. */
  readonly response: bigint;
}

export interface PossessionInput {
  readonly secret: bigint;
  /** Fresh and uniform in 1 … l − 1: a reuse under two challenges reveals the secret. */
  readonly randomness: bigint;
  /** Challenge for (public key, nonce), below l. */
  readonly challenge: (statement: { publicKey: Point; nonce: Point }) => bigint;
}

export interface PossessionClaim extends PossessionProof {
  readonly publicKey: Point;
  /** What to send as the key: receivers use eight times it. */
  readonly point: Point;
}

export function provePossession({ secret, randomness, challenge }: PossessionInput): PossessionClaim {
  const publicKey = multiplyBase(secret);
  const nonce = multiplyBase(randomness);
  const response = mod(randomness + challenge({ publicKey, nonce }) * secret, SUBGROUP_ORDER);
  return { publicKey, point: multiplyBase(divideByCofactor(secret)), nonce, response };
}

/** response·B8 = nonce + challenge·publicKey. False for a well-formed wrong proof and for unusable points. */
export function verifyPossession(proof: PossessionProof & { publicKey: Point; challenge: bigint }): boolean {
  const { publicKey, nonce, response, challenge } = proof;
  if (!isScalar(response) || isIdentity(publicKey) || !isInSubgroup(publicKey) || !isInSubgroup(nonce)) return false;
  return equals(multiplyPublic(BASE, response), add(nonce, multiplyPublic(publicKey, challenge)));
}
