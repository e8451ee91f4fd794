import assert from "node:assert/strict";
import { FIELD } from "../../../src/crypto/field.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { makeDomain, shiftValues } from "../../../src/proofs/groth16/domain.ts";
import { Engine, SIZE } from "../../../src/proofs/groth16/engine.ts";
import { LIMBED_BYTES } from "../../../src/proofs/groth16/wasm-field.ts";

describe("polynomials over roots of unity", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.create();
  });

  function power(base: bigint, exponent: bigint): bigint {
    if (exponent === 0n) return 1n;
    const half = power((base * base) % FIELD, exponent >> 1n);
    return (exponent & 1n) === 1n ? (half * base) % FIELD : half;
  }

  function evaluate(coefficients: readonly bigint[], at: bigint): bigint {
    return coefficients.reduceRight((value, coefficient) => (value * at + coefficient) % FIELD, 0n);
  }

  function shifted(values: readonly bigint[]): bigint[] {
    return engine.scratch(() => {
      const domain = makeDomain(engine, values.length);
      const [plain, limbed] = [
        engine.allocate(values.length * SIZE.field),
        engine.allocate(values.length * LIMBED_BYTES),
      ];
      engine.writeIntegers(plain, values);
      engine.call("frm_batchToMontgomery", plain, values.length, plain);
      engine.call("r29_raise", plain, values.length, limbed);
      shiftValues(engine, domain, limbed);
      engine.call("r29_lower", limbed, values.length, plain);
      engine.call("frm_batchFromMontgomery", plain, values.length, plain);
      return values.map((_, index) => engine.readInteger(plain + index * SIZE.field));
    });
  }

  for (const size of [2, 4, 64]) {
    it(`go from ${size} roots of unity to the odd powers between them`, () => {
      const between = power(5n, (FIELD - 1n) / BigInt(2 * size));
      for (const coefficients of [
        Array.from({ length: size }, randomScalar),
        Array.from({ length: size }, () => FIELD - 1n),
      ]) {
        const at = (exponent: number): bigint => evaluate(coefficients, power(between, BigInt(exponent)));
        const values = coefficients.map((_, index) => at(2 * index));
        assert.deepEqual(
          shifted(values),
          coefficients.map((_, index) => at(2 * index + 1)),
        );
      }
    });
  }
});
