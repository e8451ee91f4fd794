import assert from "node:assert/strict";
import { babyjubjub } from "@noble/curves/misc.js";
import * as zkKit from "@zk-kit/baby-jubjub";
import { buildBabyjub } from "circomlibjs";
import type { BaseContract } from "ethers";
import { FIELD, SUBGROUP_ORDER, inverse, mod } from "../../src/crypto/field.ts";
import { lagrangeAtZero } from "../../src/crypto/shamir.ts";
import { openChain, read, refusesView } from "./support/chain.ts";
import { secretOf } from "./support/ceremony.ts";
import { compileHarness } from "./support/twin.ts";

type Point = readonly [bigint, bigint];

const BASE: Point = [
  5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  16950150798460657717958625567821834550301663161624707787222815936182638968203n,
];
const IDENTITY: Point = [0n, 1n];
const ORDER_2: Point = [0n, FIELD - 1n];
const ORDER_4: Point = [18930368022820495955728484915491405972470733850014661777449844430438130630919n, 0n];
const ORDER_8: Point = [
  4342719913949491028786768530115087822524712248835451589697801404893164183326n,
  4826523245007015323400664741523384119579596407052839571721035538011798951543n,
];
const SMALL_ORDER = [IDENTITY, ORDER_2, ORDER_4, ORDER_8];

describe("BabyJubJub on chain", () => {
  let curve: BaseContract;
  /** 6 points of the subgroup, and those with a part of small order. */
  const points: Point[] = [];

  const call = async (name: string, ...args: unknown[]): Promise<Point> => {
    const [x, y] = await read<[bigint, bigint]>(curve, name, ...args);
    return [x, y];
  };

  before(async () => {
    const chain = await openChain();
    curve = await chain.deployCode(compileHarness("BabyJubJubHarness"));
    for (let i = 0; i < 6; i++) {
      const point = zkKit.mulPointEscalar([BASE[0], BASE[1]], secretOf(`point ${i}`));
      points.push(point, zkKit.addPoint(point, SMALL_ORDER[i % 4] as [bigint, bigint]));
    }
    points.push(...SMALL_ORDER, BASE);
  });

  it("adds as @zk-kit/baby-jubjub does, for equal, opposite, small-order and identity operands too", async () => {
    for (const [i, p] of points.entries()) {
      for (const q of [p, [mod(-p[0]), p[1]] as const, points[(i + 3) % points.length]!, IDENTITY, ORDER_8]) {
        const sum = zkKit.addPoint([p[0], p[1]], [q[0], q[1]]);
        assert.deepEqual(await call("add", p, q), sum);
        assert.deepEqual(await call("addToProjective", p, q), sum);
      }
    }
  });

  it("doubles and clears the cofactor as circomlibjs does", async () => {
    const reference = await buildBabyjub();
    const { F } = reference;
    for (const p of points) {
      const twice = reference.mulPointEscalar([F.e(p[0]), F.e(p[1])], 2n).map((c) => F.toObject(c));
      const eightfold = reference.mulPointEscalar([F.e(p[0]), F.e(p[1])], 8n).map((c) => F.toObject(c));
      assert.deepEqual(await call("double", p), twice);
      assert.deepEqual(await call("clearCofactor", p), eightfold);
    }
  });

  it("multiplies as @noble/curves does", async () => {
    const base = babyjubjub.Point.fromAffine({ x: BASE[0], y: BASE[1] });
    for (const scalar of [0n, 1n, 2n, 3n, 7n, 8n, 255n, SUBGROUP_ORDER - 1n, secretOf("a"), secretOf("b")]) {
      const { x, y } = base.multiplyUnsafe(scalar).toAffine();
      assert.deepEqual(await call("multiply", BASE, scalar), [x, y]);
    }
    assert.deepEqual(await call("multiply", BASE, SUBGROUP_ORDER), IDENTITY);
  });

  it("sums multiples of points with signed scalars", async () => {
    const scalars = [5n, -3n, 0n, 1n << 58n, -(1n << 23n), 1n];
    const chosen = points.slice(0, scalars.length);
    const expected = chosen
      .map((p, i) => {
        const s = scalars[i]!;
        const positive: [bigint, bigint] = s < 0n ? [mod(-p[0]), p[1]] : [p[0], p[1]];
        return zkKit.mulPointEscalar(positive, s < 0n ? -s : s);
      })
      .reduce((a, b) => zkKit.addPoint(a, b));
    assert.deepEqual(await call("multiplySum", chosen.flat(), scalars), expected);
    assert.deepEqual(await call("multiplySum", [], []), IDENTITY);
  });

  it("brings many points to affine form with one inversion", async () => {
    const doubled = points.map((p) => zkKit.addPoint([p[0], p[1]], [p[0], p[1]])).flat();
    assert.deepEqual([...(await read<bigint[]>(curve, "doubleAll", points))], doubled);
    assert.deepEqual([...(await read<bigint[]>(curve, "doubleAll", points.slice(0, 1)))], doubled.slice(0, 2));
  });

  it("knows points of the curve, and only by their one encoding", async () => {
    for (const [x, y] of points) {
      assert.equal(await read(curve, "isOnCurve", x, y), true);
      assert.equal(await read(curve, "isOnCurve", x + FIELD, y), false);
      assert.equal(await read(curve, "isOnCurve", x, y + FIELD), false);
      assert.equal(await read(curve, "isOnCurve", mod(x + 1n), y), false);
    }
    assert.equal(await read(curve, "isOnCurve", 0n, 0n), false);
  });

  it("tells the identity from points of small order", async () => {
    for (const point of points) {
      assert.equal(await read(curve, "isIdentity", ...point), point === IDENTITY);
    }
  });

  it("inverts, and refuses to invert zero", async () => {
    for (const value of [1n, 2n, FIELD - 1n, secretOf("inverse")]) {
      assert.equal(await read(curve, "inverse", value), inverse(value));
    }
    await refusesView("InversionFailed()", curve, "inverse", 0n);
  });

  it("scales Lagrange coefficients to integers that fit the bounds named in the library", async () => {
    const sets = [[1, 2], [1, 3, 4, 7, 9], [2, 5], [16, 15, 3].reverse(), Array.from({ length: 16 }, (_, i) => i + 1)];
    for (const indices of sets) {
      const [scale, scaled] = await read<[bigint, bigint[]]>(curve, "lagrange", indices);
      const expected = lagrangeAtZero(indices).map((lambda) => mod(lambda * scale, SUBGROUP_ORDER));
      assert.deepEqual(
        scaled.map((value) => mod(value, SUBGROUP_ORDER)),
        expected,
      );
      assert.ok(scale >= 1n);
    }
  });

  it("keeps every scaled coefficient of every set of 16 trustees within the bounds named in the library", () => {
    let highestScale = 0;
    let highestScaled = 0;
    for (let set = 0; set < 1 << 16; set++) {
      const indices = Array.from({ length: 16 }, (_, i) => i + 1).filter((i) => (set >> (i - 1)) & 1);
      if (indices.length < 2) continue;
      const { scale, scaled } = scaledLagrange(indices);
      highestScale = Math.max(highestScale, scale);
      highestScaled = Math.max(highestScaled, ...scaled.map(Math.abs));
    }
    assert.deepEqual([highestScale, highestScaled], [189_189, 9_152_000]);
  });
});

/** The library's method in plain numbers, which hold these products exactly. */
function scaledLagrange(indices: readonly number[]): { scale: number; scaled: number[] } {
  const fractions = indices.map((own) => {
    let [numerator, denominator] = [1, 1];
    for (const other of indices) {
      if (other === own) continue;
      numerator *= other;
      denominator *= other - own;
      const divisor = gcd(numerator, denominator);
      [numerator, denominator] = [numerator / divisor, denominator / divisor];
    }
    return { numerator: numerator * Math.sign(denominator), denominator: Math.abs(denominator) };
  });
  const scale = fractions.reduce((all, { denominator }) => (all / gcd(all, denominator)) * denominator, 1);
  return { scale, scaled: fractions.map(({ numerator, denominator }) => (numerator * scale) / denominator) };
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b);
}
