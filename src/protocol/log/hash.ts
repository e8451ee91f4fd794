import { sha256 } from "@noble/hashes/sha2.js";
import { requireArgument } from "../../errors.ts";

/** SHA-256 hash of a leaf, a subtree or the whole log: 32 bytes. RFC 9162, section 2.1.1. */
export type LogHash = Uint8Array;

export const HASH_BYTES = 32;

/** Different first bytes, so that no node can be shown as an entry. */
const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** The root of a log without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: LogHash = sha256(new Uint8Array());

export function leafHash(entry: Uint8Array): LogHash {
  const input = new Uint8Array(1 + entry.length);
  input[0] = LEAF_PREFIX;
  input.set(entry, 1);
  return sha256(input);
}

export function nodeHash(left: LogHash, right: LogHash): LogHash {
  const input = new Uint8Array(1 + 2 * HASH_BYTES);
  input[0] = NODE_PREFIX;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

export function sameHash(left: LogHash, right: LogHash): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

export function requireHash(value: LogHash, name: string): LogHash {
  requireArgument(value.length === HASH_BYTES, name, `a hash of ${HASH_BYTES} bytes`);
  return value;
}
