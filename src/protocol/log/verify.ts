import { requireInteger } from "../../errors.ts";
import { EMPTY_ROOT, nodeHash, requireHash, sameHash, type LogHash } from "./hash.ts";

/** Every list of hashes in a proof is shorter: sizes are below 2^53. */
const MAX_SIZE = Number.MAX_SAFE_INTEGER;

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: LogHash;
  readonly proof: readonly LogHash[];
  readonly root: LogHash;
}

/** Whether the leaf is the one with that index among the first `size` entries. RFC 9162, section 2.1.3.2. */
export function verifyInclusion({ index, size, leaf, proof, root }: InclusionClaim): boolean {
  requireInteger(size, { name: "size", min: 1, max: MAX_SIZE });
  requireInteger(index, { name: "index", min: 0, max: MAX_SIZE });
  requireHashes({ leaf, root }, proof);
  if (index >= size) return false;
  let [node, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

export interface ConsistencyClaim {
  readonly first: number;
  readonly firstRoot: LogHash;
  readonly second: number;
  readonly secondRoot: LogHash;
  readonly proof: readonly LogHash[];
}

/**
 * Whether the log of `second` entries begins with the log of `first` entries. RFC 9162, section 2.1.4.2; logs of one size need
 * the same root, and every log begins with the empty one, both with an empty proof.
 */
export function verifyConsistency({ first, firstRoot, second, secondRoot, proof }: ConsistencyClaim): boolean {
  requireInteger(first, { name: "first", min: 0, max: MAX_SIZE });
  requireInteger(second, { name: "second", min: 0, max: MAX_SIZE });
  requireHashes({ firstRoot, secondRoot }, proof);
  if (first > second) return false;
  if (first === second) return proof.length === 0 && sameHash(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && sameHash(firstRoot, EMPTY_ROOT);
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  if (start === undefined || proof.length === 0) return false;
  let [node, last] = [first - 1, second - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(older, firstRoot) && sameHash(newer, secondRoot);
}

function requireHashes(named: Readonly<Record<string, LogHash>>, proof: readonly LogHash[]): void {
  for (const [name, hash] of Object.entries(named)) requireHash(hash, name);
  proof.forEach((hash, index) => requireHash(hash, `proof[${index}]`));
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return value === 2 ** Math.round(Math.log2(value));
}
