import { blake512 } from "@noble/hashes/blake1.js";
import { requireArgument } from "../errors.ts";
import {
  BASE,
  add,
  equals,
  isIdentity,
  isInSubgroup,
  isOnCurve,
  multiplyBase,
  multiplyPublic,
  type Point,
} from "./babyjubjub.ts";
import { SUBGROUP_ORDER, fromBytes, isFieldElement, isScalar, mod, requireFieldElement, toBytes } from "./field.ts";
import { poseidon } from "./poseidon.ts";

/** EdDSA-Poseidon over BabyJubJub, as circomlib and Semaphore v4 have it (BLAKE-512 of the key, Poseidon5 as challenge). */
export interface Signature {
  readonly r8: Point;
  /** Below l: the alias s + l is refused, so a message has one signature. */
  readonly s: bigint;
}

interface ExpandedKey {
  /** 8·secret as an integer: circomlib signs with the pruned hash itself, and its public key uses it shifted right by 3. */
  readonly pruned: bigint;
  readonly prefix: Uint8Array;
}

/** The secret scalar of a private key, 0 < secret < l. */
export function deriveSecret(privateKey: Uint8Array): bigint {
  const secret = mod(expand(privateKey).pruned >> 3n, SUBGROUP_ORDER);
  requireArgument(secret !== 0n, "privateKey", "a key with a non-zero secret; draw another");
  return secret;
}

/** Deterministic: the nonce comes from the key and the message. */
export function sign({ privateKey, message }: { privateKey: Uint8Array; message: bigint }): Signature {
  requireFieldElement(message, "message");
  const { pruned, prefix } = expand(privateKey);
  const nonce = mod(littleEndian(blake512(concat(prefix, toBytes(message).reverse()))), SUBGROUP_ORDER);
  const r8 = multiplyBase(nonce);
  const challenge = poseidon([...r8, ...multiplyBase(pruned >> 3n), message]);
  return { r8, s: mod(nonce + challenge * pruned, SUBGROUP_ORDER) };
}

/** s·B8 = R8 + 8·challenge·A. False also for points and scalars that no honest signer sends. */
export function verifySignature(input: { message: bigint; signature: Signature; publicKey: Point }): boolean {
  const { message, signature, publicKey } = input;
  const { r8, s } = signature;
  if (!isFieldElement(message) || !isScalar(s)) return false;
  // The equation itself puts R8 into the subgroup, since both other terms lie there.
  if (isIdentity(publicKey) || !isInSubgroup(publicKey) || !isOnCurve(r8)) return false;
  const challenge = poseidon([...r8, ...publicKey, message]);
  return equals(multiplyPublic(BASE, s), add(r8, multiplyPublic(publicKey, 8n * challenge)));
}

function expand(privateKey: Uint8Array): ExpandedKey {
  const hash = blake512(privateKey);
  const head = hash.slice(0, 32);
  head[0] = head[0]! & 0xf8;
  head[31] = (head[31]! & 0x7f) | 0x40;
  return { pruned: littleEndian(head), prefix: hash.slice(32, 64) };
}

function littleEndian(bytes: Uint8Array): bigint {
  return fromBytes(bytes.slice().reverse());
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  return Uint8Array.from([...left, ...right]);
}
