import assert from "node:assert/strict";
import fc from "fast-check";
import { bn254 } from "@noble/curves/bn254.js";
import { babyjubjub } from "@noble/curves/misc.js";
import {
  BASE_FIELD,
  FIELD,
  SUBGROUP_ORDER,
  fromBytes,
  inverse,
  isFieldElement,
  isScalar,
  mod,
  requireFieldElement,
  toBytes,
} from "../../src/crypto/field.ts";
import { isPsephosError } from "../../src/errors.ts";

describe("field", () => {
  it("T050: has the orders of BN254 and BabyJubJub as an independent library lists them", () => {
    assert.equal(FIELD, bn254.fields.Fr.ORDER);
    assert.equal(BASE_FIELD, bn254.fields.Fp.ORDER);
    assert.equal(SUBGROUP_ORDER, babyjubjub.Point.CURVE().n);
  });

  it("inverts every number but multiples of the modulus", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: FIELD - 1n }), (value) => mod(value * inverse(value)) === 1n),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: SUBGROUP_ORDER - 1n }),
        (value) => mod(inverse(-value, SUBGROUP_ORDER) * -value, SUBGROUP_ORDER) === 1n,
      ),
      { numRuns: 200 },
    );
    for (const value of [0n, FIELD, -FIELD]) {
      assert.throws(
        () => inverse(value),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });

  it("reduces negative numbers to the representative from 0", () => {
    assert.equal(mod(-1n), FIELD - 1n);
    assert.equal(mod(-FIELD), 0n);
    assert.equal(mod(-1n, 7n), 6n);
  });

  it("T039: takes no alias of a field element or a scalar", () => {
    for (const value of [-1n, FIELD, FIELD + 1n, 5, "5", null]) {
      assert.ok(!isFieldElement(value));
      assert.throws(
        () => requireFieldElement(value, "x"),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
    assert.ok(isFieldElement(0n) && isFieldElement(FIELD - 1n));
    assert.ok(isScalar(SUBGROUP_ORDER - 1n) && !isScalar(SUBGROUP_ORDER));
  });

  it("writes 32 big-endian bytes and reads them back", () => {
    assert.deepEqual([...toBytes(258n)].slice(-3), [0, 1, 2]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (value) => fromBytes(toBytes(value)) === value),
    );
    assert.throws(
      () => toBytes(2n ** 256n),
      (error) => isPsephosError(error, "ARGUMENT_INVALID"),
    );
  });
});
