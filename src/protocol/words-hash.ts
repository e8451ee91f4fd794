import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { requireArgument } from "../errors.ts";

const WORD_BYTES = 32;
const LIMB_BYTES = 8;
const LIMB_BITS = 64n;
const WORD_BITS = 256n;
/** Where an ABI-encoded list stands when it is alone: after this word. */
const OFFSET = 32n;

/** `0x` keccak256 of the words as Solidity's `abi.encode(uint256[])` has them. Each from 0 to 2^256 − 1. */
export function hashOfWordList(words: readonly bigint[]): string {
  return hashOfWords([OFFSET, BigInt(words.length), ...words]);
}

/** `0x` keccak256 of the words one after the other, as `abi.encode(uint256, uint256, …)` has them. */
export function hashOfWords(words: readonly bigint[]): string {
  return `0x${bytesToHex(keccak_256(wordBytes(words)))}`;
}

/** 32 bytes each, big-endian, as the ABI has static values. */
export function wordBytes(words: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(words.length * WORD_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) {
    requireArgument(word >= 0n && word >> WORD_BITS === 0n, "words", "from 0 to 2^256 − 1 each");
    let rest = word;
    for (let end = (index + 1) * WORD_BYTES; rest > 0n; end -= LIMB_BYTES) {
      view.setBigUint64(end - LIMB_BYTES, BigInt.asUintN(Number(LIMB_BITS), rest));
      rest >>= LIMB_BITS;
    }
  }
  return bytes;
}
