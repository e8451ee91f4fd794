import { setImmediate as breathe } from "node:timers/promises";
import { keccak_256 } from "@noble/hashes/sha3.js";

const CHUNK_BYTES = 262_144;

/** keccak256, 0x…; others have their turn in between. */
export async function hashBytes(bytes: Uint8Array): Promise<string> {
  const hash = keccak_256.create();
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    hash.update(bytes.subarray(at, at + CHUNK_BYTES));
    await breathe();
  }
  return `0x${Buffer.from(hash.digest()).toString("hex")}`;
}
