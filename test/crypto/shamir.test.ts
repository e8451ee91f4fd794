import assert from "node:assert/strict";
import fc from "fast-check";
import { SUBGROUP_ORDER, mod } from "../../src/crypto/field.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { evaluatePolynomial, lagrangeAtZero, requireShareIndices } from "../../src/crypto/shamir.ts";
import { isPsephosError } from "../../src/errors.ts";

const refused = (error: unknown) => isPsephosError(error, "TRUSTEE_INDEX_INVALID");

describe("shamir", () => {
  it("recovers the secret from any threshold of the shares", () => {
    const instance = fc
      .integer({ min: 2, max: 16 })
      .chain((count) =>
        fc.tuple(fc.integer({ min: 2, max: count }), fc.shuffledSubarray(range(count), { minLength: count })),
      );
    fc.assert(
      fc.property(instance, ([threshold, order]) => {
        const coefficients = Array.from({ length: threshold }, randomScalar);
        const indices = order.slice(0, threshold);
        assert.equal(interpolate(coefficients, indices), coefficients[0]);
      }),
      { numRuns: 50 },
    );
  });

  it("gives nothing away with one share too few", () => {
    const coefficients = Array.from({ length: 3 }, randomScalar);
    assert.notEqual(interpolate(coefficients, [1, 2]), coefficients[0]);
  });

  it("T056: refuses index 0, repeated indices, aliases modulo l and indices beyond the trustees", () => {
    const alias = Number(SUBGROUP_ORDER) + 1;
    for (const indices of [[0], [1, 1], [1, 2, 1], [-1], [1.5], [NaN], [1, alias]]) {
      assert.throws(() => lagrangeAtZero(indices), refused);
    }
    assert.throws(() => requireShareIndices([6], 5), refused);
    assert.doesNotThrow(() => requireShareIndices([5], 5));
    assert.throws(() => evaluatePolynomial({ coefficients: [1n, 2n], at: 0 }), refused);
  });
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function interpolate(coefficients: readonly bigint[], indices: readonly number[]): bigint {
  const shares = indices.map((at) => evaluatePolynomial({ coefficients, at }));
  const weights = lagrangeAtZero(indices);
  return mod(
    shares.reduce((sum, share, index) => sum + share * weights[index]!, 0n),
    SUBGROUP_ORDER,
  );
}
