import assert from "node:assert/strict";
import { FIELD } from "../../../src/crypto/field.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { DIGIT_BITS, digitCount, writeDigits } from "../../../src/proofs/groth16/digits.ts";

const EDGES = [0n, 1n, 2n, FIELD - 1n, FIELD - 2n, FIELD >> 1n, (FIELD >> 1n) + 1n, (1n << 253n) - 1n, 1n << 253n];

function digitsOf(scalar: bigint, width: number): number[] {
  const words = Uint32Array.from({ length: 8 }, (_, word) => Number((scalar >> BigInt(32 * word)) & 0xffffffffn));
  const digits = new Int16Array(2 * digitCount(width));
  writeDigits(words, { digits, place: 1, stride: 2, width });
  return [...digits].filter((_, index) => index % 2 === 1);
}

describe("signed digits of a scalar", () => {
  it("add up to the scalar modulo r, and none exceeds half a window", () => {
    for (const scalar of [...EDGES, ...Array.from({ length: 50 }, randomScalar)]) {
      for (let width = 2; width <= 14; width++) {
        const digits = digitsOf(scalar, width);
        const sum = digits.reduce((rest, digit, index) => rest + (BigInt(digit) << BigInt(width * index)), 0n);
        assert.equal((((sum - scalar) % FIELD) + FIELD) % FIELD, 0n);
        assert.ok(digits.every((digit) => Math.abs(digit) <= 2 ** (width - 1)));
      }
    }
  });

  it("are as few for −1 as for 1", () => {
    const count = (scalar: bigint): number => digitsOf(scalar, 10).filter((digit) => digit !== 0).length;
    assert.deepEqual([count(0n), count(1n), count(FIELD - 1n)], [0, 1, 1]);
  });

  it("have room for the carry out of half of r", () => {
    assert.equal((FIELD >> 1n).toString(2).length + 1, DIGIT_BITS);
  });
});
