import { createHash } from "node:crypto";
import { keccak256, toBeHex } from "ethers";
import { bulkPoseidon } from "../../src/crypto/poseidon-bulk.ts";
import { FIELD, mod } from "../../src/crypto/field.ts";

const engine = await bulkPoseidon();
const encoded = new Map<bigint, Uint8Array>();

/** Poseidon as fast as it goes: attackers hash millions of guesses. */
export function hash(...inputs: readonly bigint[]): bigint {
  const packed = new Uint8Array(inputs.length * 32);
  inputs.forEach((input, index) => packed.set(encode(input), index * 32));
  return engine.decode(engine.hash(packed));
}

function encode(input: bigint): Uint8Array {
  const element = mod(input, FIELD);
  let bytes = encoded.get(element);
  if (bytes === undefined) {
    if (encoded.size > 200_000) encoded.clear();
    bytes = engine.encode(element);
    encoded.set(element, bytes);
  }
  return bytes;
}

/** What somebody might have published of bytes by an ordinary hash: the word, and as a field element. */
export function digestsOf(bytes: Uint8Array): bigint[] {
  const keccak = BigInt(keccak256(bytes));
  const sha = BigInt(`0x${createHash("sha256").update(bytes).digest("hex")}`);
  return [keccak, keccak >> 8n, mod(keccak, FIELD), sha, sha >> 8n, mod(sha, FIELD)];
}

export function bytesOf(...words: readonly bigint[]): Uint8Array {
  return Buffer.from(words.map((word) => toBeHex(mod(word, FIELD), 32).slice(2)).join(""), "hex");
}
