import assert from "node:assert/strict";
import { addPoint, mulPointEscalar } from "@zk-kit/baby-jubjub";
import { buildBabyjub, type WasmBabyJub } from "circomlibjs";
import fc from "fast-check";
import {
  BASE,
  IDENTITY,
  add,
  clearCofactor,
  divideByCofactor,
  equals,
  isInSubgroup,
  isOnCurve,
  multiply,
  multiplyBase,
  multiplyPrepared,
  multiplyPublic,
  negate,
  requirePublicKey,
  signedDigits,
  sum,
  type Point,
} from "../../src/crypto/babyjubjub.ts";
import { FIELD, SUBGROUP_ORDER, mod } from "../../src/crypto/field.ts";
import { isPsephosError } from "../../src/errors.ts";
import { OFF_CURVE, ORDER_2, ORDER_4, ORDER_8, UNUSABLE_KEYS } from "../vectors/bad-points.ts";
import { EIP_2494 } from "../vectors/eip-2494.ts";

const scalar = fc.bigInt({ min: 0n, max: SUBGROUP_ORDER - 1n });

describe("babyjubjub", () => {
  let circom: WasmBabyJub;
  before(async () => {
    circom = await buildBabyjub();
  });
  const toCircom = ([x, y]: Point): [Uint8Array, Uint8Array] => [circom.F.e(x), circom.F.e(y)];
  const fromCircom = ([x, y]: [Uint8Array, Uint8Array]): Point => [circom.F.toObject(x), circom.F.toObject(y)];

  it("agrees with the vectors of EIP-2494", () => {
    const { left, right, sum: expected } = EIP_2494.addition;
    assert.deepEqual(add(left, right), expected);
    assert.deepEqual(add(left, left), EIP_2494.doubled);
    assert.deepEqual(add(left, IDENTITY), left);
    assert.ok(isOnCurve(IDENTITY));
    assert.ok(!isOnCurve(OFF_CURVE));
  });

  it("T050: has eight times EIP-2494's generator as its base, of order l", () => {
    assert.deepEqual(clearCofactor(EIP_2494.generator), BASE);
    assert.ok(isInSubgroup(BASE));
    assert.ok(!isInSubgroup(EIP_2494.generator));
    assert.deepEqual(multiplyPublic(BASE, SUBGROUP_ORDER - 1n), negate(BASE));
  });

  it("T075: multiplies and adds as circomlibjs does", () => {
    fc.assert(
      fc.property(scalar, scalar, (left, right) => {
        const [ours, theirs] = [multiplyBase(left), circom.mulPointEscalar(toCircom(BASE), left)];
        assert.deepEqual(ours, fromCircom(theirs));
        const product = multiply(ours, right);
        assert.deepEqual(product, fromCircom(circom.mulPointEscalar(theirs, right)));
        assert.deepEqual(add(ours, product), fromCircom(circom.addPoint(theirs, toCircom(product))));
      }),
      { numRuns: 10 },
    );
  });

  it("T075: multiplies and adds as zk-kit does", () => {
    fc.assert(
      fc.property(scalar, (value) => {
        const [x, y] = multiplyBase(value);
        assert.deepEqual([x, y], mulPointEscalar([BASE[0], BASE[1]], value));
        assert.deepEqual(add([x, y], BASE), addPoint([x, y], [BASE[0], BASE[1]]));
      }),
      { numRuns: 3 },
    );
  });

  it("gives one product by all its ways to multiply", () => {
    const point = multiplyBase(12345n);
    fc.assert(
      fc.property(scalar, (value) => {
        const expected = multiply(point, value);
        assert.deepEqual(multiplyPublic(point, value), expected);
        assert.deepEqual(multiplyPrepared(point, value), expected);
        assert.deepEqual(multiplyBase(12345n * value), expected);
      }),
      { numRuns: 20 },
    );
  });

  it("handles the scalars 0, l and l − 1, and the identity", () => {
    for (const run of [multiply, multiplyPublic, multiplyPrepared]) {
      assert.deepEqual(run(BASE, 0n), IDENTITY);
      assert.deepEqual(run(BASE, SUBGROUP_ORDER), IDENTITY);
      assert.deepEqual(run(BASE, SUBGROUP_ORDER - 1n), negate(BASE));
      assert.deepEqual(run(BASE, SUBGROUP_ORDER + 2n), add(BASE, BASE));
    }
    assert.deepEqual(negate(IDENTITY), IDENTITY);
    assert.deepEqual(sum([]), IDENTITY);
    assert.deepEqual(sum([BASE, BASE, negate(BASE)]), BASE);
  });

  it("T009: tells points of small order, mixed order and off the curve from subgroup points", () => {
    for (const small of [ORDER_2, ORDER_4, ORDER_8]) {
      assert.ok(isOnCurve(small));
      assert.ok(!isInSubgroup(small));
      assert.ok(!isInSubgroup(add(small, BASE)));
      assert.deepEqual(clearCofactor(small), IDENTITY);
    }
    assert.ok(isInSubgroup(IDENTITY));
    assert.ok(!isOnCurve([BASE[0] + FIELD, BASE[1]]));
    assert.ok(!isOnCurve([-BASE[0], BASE[1]]));
    assert.ok(!isInSubgroup(OFF_CURVE));
  });

  for (const [name, point] of UNUSABLE_KEYS) {
    it(`T067: refuses ${name} as a public key`, () => {
      assert.throws(
        () => requirePublicKey(point, "The key"),
        (error) => isPsephosError(error, "POINT_INVALID"),
      );
    });
  }

  it("divides scalars by the cofactor so that eight times the sent point is the key", () => {
    fc.assert(
      fc.property(scalar, (value) => equals(clearCofactor(multiplyBase(divideByCofactor(value))), multiplyBase(value))),
      { numRuns: 5 },
    );
  });

  it("writes scalars in digits −1 and +1 that sum to the scalar modulo l", () => {
    fc.assert(
      fc.property(fc.oneof(scalar, fc.constantFrom(0n, 1n, SUBGROUP_ORDER - 1n)), (value) => {
        const digits = signedDigits(value);
        assert.ok(digits >= 0n && digits < 2n ** 251n);
        let total = 0n;
        for (let bit = 0n; bit < 251n; bit++) total += (2n * ((digits >> bit) & 1n) - 1n) << bit;
        assert.equal(mod(total - value, SUBGROUP_ORDER), 0n);
      }),
    );
  });
});
