import assert from "node:assert/strict";
import { bn254 } from "@noble/curves/bn254.js";
import { BASE_FIELD, FIELD } from "../../../src/crypto/field.ts";
import { Engine, SIZE } from "../../../src/proofs/groth16/engine.ts";
import { isG1, isG2, readG1, readG2, storeG1, storeG2 } from "../../../src/proofs/groth16/points.ts";
import { g1Words, g2OutsideSubgroup, g2Words } from "../reference-verifier.ts";

describe("points of BN254 in the engine", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.create();
  });

  it("tells points of the first group from others", () => {
    const accepts = (words: bigint[]): boolean => isG1(engine, storeG1(engine, words));
    assert.equal(accepts([1n, 2n]), true);
    assert.equal(accepts([0n, 0n]), true);
    assert.equal(accepts([1n, BASE_FIELD - 2n]), true);
    for (const words of [[1n, 3n], [0n, 1n], [2n, 1n]]) assert.equal(accepts(words), false); // prettier-ignore
  });

  it("T029: takes the second group's points of order r and no other point of the twist", () => {
    const accepts = (words: bigint[]): boolean => isG2(engine, storeG2(engine, words));
    for (const scalar of [1n, 2n, 12345n, FIELD - 1n]) {
      assert.equal(accepts(g2Words(bn254.G2.Point.BASE.multiply(scalar))), true);
    }
    assert.equal(accepts([0n, 0n, 0n, 0n]), true);
    for (let seed = 1n; seed <= 40n; seed++) assert.equal(accepts(g2OutsideSubgroup(seed)), false);
    for (const words of [[0n, 0n, 0n, 1n], [1n, 2n, 3n, 4n]]) assert.equal(accepts(words), false); // prettier-ignore
  });

  it("refuses points whose order is a factor of the twist's cofactor, the least ones above all", () => {
    // #twist = r·(2q − r), and 10069 divides 2q − r.
    const cofactor = 2n * BASE_FIELD - FIELD;
    assert.equal(cofactor % 10069n, 0n);
    const [x1, x0, y1, y0] = g2OutsideSubgroup(3n) as [bigint, bigint, bigint, bigint];
    const point = new bn254.G2.Point({ c0: x0, c1: x1 }, { c0: y0, c1: y1 }, { c0: 1n, c1: 0n });
    const multiply = (base: typeof point, scalar: bigint): typeof point => {
      let [sum, power] = [bn254.G2.Point.ZERO, base];
      for (let rest = scalar; rest > 0n; rest >>= 1n, power = power.double()) if (rest & 1n) sum = sum.add(power);
      return sum;
    };
    const small = multiply(multiply(point, FIELD), cofactor / 10069n);
    assert.equal(small.is0(), false);
    assert.equal(multiply(small, 10069n).is0(), true);
    assert.equal(isG2(engine, storeG2(engine, g2Words(small))), false);
  });

  it("reads points back as the words that they were stored from", () => {
    const g1 = g1Words(bn254.G1.Point.BASE.multiply(99n));
    const g2 = g2Words(bn254.G2.Point.BASE.multiply(99n));
    const [j1, j2] = [engine.allocate(SIZE.g1), engine.allocate(SIZE.g2)];
    engine.call("g1m_toJacobian", storeG1(engine, g1), j1);
    engine.call("g2m_toJacobian", storeG2(engine, g2), j2);
    assert.deepEqual(readG1(engine, j1), g1);
    assert.deepEqual(readG2(engine, j2), g2);
  });

  it("frees what a scratch took, even when it throws, and finds room for more than it began with", () => {
    const before = engine.allocate(8);
    assert.throws(() => engine.scratch(() => {
      engine.store(new Uint8Array(10_000_000));
      throw new Error("stop");
    }), /stop/); // prettier-ignore
    assert.equal(engine.allocate(8), before + 8);
  });
});
