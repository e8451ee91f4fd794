import { sha256 } from "@noble/hashes/sha2.js";

/** Root of RFC 9162, section 2.1.1, over the first `size` entries, by its definition; 0x and 64 digits. */
export function logRoot(entries: readonly Uint8Array[], size: number): string {
  const leaves = entries.slice(0, size).map((entry) => sha256(Buffer.concat([Uint8Array.of(0), entry])));
  return `0x${Buffer.from(treeHash(leaves)).toString("hex")}`;
}

function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (2 * split < leaves.length) split *= 2;
  return sha256(Buffer.concat([Uint8Array.of(1), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split))]));
}
