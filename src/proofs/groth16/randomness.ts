import { FIELD, fromBytes } from "../../crypto/field.ts";
import type { FillRandom } from "../../crypto/random.ts";
import { PsephosError } from "../../errors.ts";

const systemRandom: FillRandom = (bytes) => {
  globalThis.crypto.getRandomValues(bytes);
};

const COEFFICIENT_BYTES = 16;
const FIELD_BYTES = 32;
/** 254 bits: a draw is below r with probability 0.76. */
const FIELD_TOP_MASK = 0x3f;
/** 64 refused draws in a row happen once in 2^130: then the source is broken. */
const MAX_DRAWS = 64;

/**
 * Random multipliers of 128 bits for a batch, none zero. Whoever fixed the proofs before these are drawn passes a wrong
 * batch with probability 2^-128.
 */
export function randomCoefficients(count: number, fill: FillRandom = systemRandom): bigint[] {
  const bytes = draw(count * COEFFICIENT_BYTES, fill);
  const coefficients = Array.from({ length: count }, (_, index) =>
    fromBytes(bytes.subarray(index * COEFFICIENT_BYTES, (index + 1) * COEFFICIENT_BYTES)),
  );
  requireDistinct(coefficients);
  return coefficients;
}

/**
 * The two scalars, uniform below r, that hide the witness in a proof. Were they zero or ever the same, a proof would
 * tell whether a guessed witness is the true one.
 */
export function randomBlinding(fill: FillRandom = systemRandom): [bigint, bigint] {
  const pair: [bigint, bigint] = [randomFieldElement(fill), randomFieldElement(fill)];
  requireDistinct(pair);
  return pair;
}

function randomFieldElement(fill: FillRandom): bigint {
  for (let attempt = 0; attempt < MAX_DRAWS; attempt++) {
    const bytes = draw(FIELD_BYTES, fill);
    bytes[0] = (bytes[0] ?? 0) & FIELD_TOP_MASK;
    const value = fromBytes(bytes);
    if (value < FIELD) return value;
  }
  throw broken("gives no number in range");
}

function draw(length: number, fill: FillRandom): Uint8Array {
  const bytes = new Uint8Array(length);
  try {
    fill(bytes);
  } catch (cause) {
    throw broken("does not answer", cause);
  }
  return bytes;
}

function requireDistinct(values: readonly bigint[]): void {
  if (values.includes(0n) || new Set(values).size !== values.length) throw broken("gives zeros or repeats itself");
}

function broken(how: string, cause?: unknown): PsephosError {
  const message = `The random number source ${how}; nothing was made with it. Use another machine.`;
  return new PsephosError("RANDOMNESS_BROKEN", message, { cause });
}
