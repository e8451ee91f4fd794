import { keccak_256 } from "@noble/hashes/sha3.js";
import { PsephosError } from "../errors.ts";
import { SUBGROUP_ORDER, fromBytes } from "./field.ts";

/** A fresh scalar, uniform in 1 … l − 1, at every call. */
export type RandomScalar = () => bigint;

/** Fills the whole array with fresh bytes. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void;

const SCALAR_BYTES = 32;
/** 251 bits: the draw is below l with probability 0.76, else it is thrown away, so no value is likelier than another. */
const TOP_BYTE_MASK = 0x07;
/** 64 refused draws in a row happen once in 2^130: then the source is broken. */
const MAX_DRAWS = 64;

/** The system's generator; there is no other, and none to fall back to. */
export const randomScalar: RandomScalar = createRandomScalar((bytes) => {
  globalThis.crypto.getRandomValues(bytes);
});

/** Scalars from a source of bytes. A source that throws, gives zeros or repeats itself is refused, never used. */
export function createRandomScalar(fill: FillRandom): RandomScalar {
  // A hash, so that no scalar stays in memory after its use.
  let previous: bigint | undefined;
  return () => {
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const bytes = drawBytes(fill);
      const value = fromBytes(bytes);
      const fingerprint = fromBytes(keccak_256(bytes));
      bytes.fill(0);
      if (value === 0n || fingerprint === previous) throw broken("gives zeros or repeats itself");
      previous = fingerprint;
      if (value < SUBGROUP_ORDER) return value;
    }
    throw broken("gives no number in range");
  };
}

function drawBytes(fill: FillRandom): Uint8Array {
  const bytes = new Uint8Array(SCALAR_BYTES);
  try {
    fill(bytes);
  } catch (cause) {
    throw broken("does not answer", cause);
  }
  bytes[0] = bytes[0]! & TOP_BYTE_MASK;
  return bytes;
}

function broken(how: string, cause?: unknown): PsephosError {
  const message = `The random number source ${how}; nothing was made with it. Use another machine.`;
  return new PsephosError("RANDOMNESS_BROKEN", message, { cause });
}
