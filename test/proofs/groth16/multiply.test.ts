import assert from "node:assert/strict";
import { bn254 } from "@noble/curves/bn254.js";
import { FIELD } from "../../../src/crypto/field.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { Engine, SIZE, type Pointer } from "../../../src/proofs/groth16/engine.ts";
import { GROUPS, storeLimbed, type Group } from "../../../src/proofs/groth16/limbed-points.ts";
import { multiply } from "../../../src/proofs/groth16/multiply.ts";
import { readG1, readG2, storeG1, storeG2 } from "../../../src/proofs/groth16/points.ts";
import { g2Words } from "../reference-verifier.ts";

describe("multiplying many points", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.create();
  });

  const generator = (group: Group): Pointer =>
    group === "g1" ? storeG1(engine, [1n, 2n]) : storeG2(engine, g2Words(bn254.G2.Point.BASE));

  /** Multiples of the generator, affine, as a proving key holds them. */
  function multiples(group: Group, factors: readonly bigint[]): Uint8Array {
    const { plain, affine, jacobian } = GROUPS[group];
    const points = new Uint8Array(affine * factors.length);
    factors.forEach((factor, index) =>
      engine.scratch(() => {
        const [scalar, point, result] = [engine.allocate(SIZE.field), engine.allocate(jacobian), engine.allocate(affine)];
        engine.writeIntegers(scalar, [factor]);
        engine.call(`${plain}_timesScalarAffine`, generator(group), scalar, SIZE.field, point);
        engine.call(`${plain}_toAffine`, point, result);
        points.set(engine.read(result, affine), index * affine);
      }),
    );
    return points;
  } // prettier-ignore

  const read = (group: Group, point: Pointer): bigint[] => (group === "g1" ? readG1 : readG2)(engine, point);

  function product(group: Group, { factors, scalars }: { factors: readonly bigint[]; scalars: readonly bigint[] }): bigint[] {
    return engine.scratch(() => {
      const points = storeLimbed(engine, group, multiples(group, factors));
      const at = engine.allocate(scalars.length * SIZE.field);
      engine.writeIntegers(at, scalars);
      return read(group, multiply(engine, { points, scalars: at }));
    });
  } // prettier-ignore

  /** What the sum must be: one multiple of the generator. */
  function expected(group: Group, { factors, scalars }: { factors: readonly bigint[]; scalars: readonly bigint[] }): bigint[] {
    const factor = factors.reduce((sum, each, index) => (sum + each * scalars[index]!) % FIELD, 0n);
    return engine.scratch(() => {
      const { affine, jacobian, plain } = GROUPS[group];
      const at = engine.allocate(affine);
      engine.write(at, multiples(group, [factor]));
      const point = engine.allocate(jacobian);
      engine.call(`${plain}_toJacobian`, at, point);
      return read(group, point);
    });
  } // prettier-ignore

  const random = (count: number): bigint[] => Array.from({ length: count }, randomScalar);
  const filled = (count: number, value: bigint): bigint[] => Array.from({ length: count }, () => value);
  const EDGES = [0n, 1n, FIELD - 1n, 2n, FIELD - 2n, FIELD >> 1n, (FIELD >> 1n) + 1n, 5n];
  const cases: Record<string, { factors: readonly bigint[]; scalars: readonly bigint[] }> = {
    "random points and scalars": { factors: random(200), scalars: random(200) },
    "no point": { factors: [], scalars: [] },
    "one point": { factors: [3n], scalars: random(1) },
    "scalars at the ends of their range": { factors: random(EDGES.length), scalars: EDGES },
    "one point many times with one scalar": { factors: filled(37, 7n), scalars: filled(37, 12_345_678_901n) },
    "one point many times with different scalars": { factors: filled(24, 7n), scalars: random(24) },
    "points and their opposites": { factors: [5n, FIELD - 5n, 5n, FIELD - 5n, 9n], scalars: [8n, 8n, 8n, 8n, 1n] },
    "points that cancel out": { factors: [5n, FIELD - 5n], scalars: [77n, 77n] },
    "sums that meet a term's double": { factors: [1n, 2n, 3n, 3n], scalars: [1n, 1n, 1n, 1n] },
    "points at infinity": { factors: [0n, 4n, 0n, 6n], scalars: random(4) },
    "infinity alone": { factors: [0n, 0n], scalars: random(2) },
    "zeros alone": { factors: random(3), scalars: [0n, 0n, 0n] },
    "small scalars, which share buckets": { factors: random(150), scalars: Array.from({ length: 150 }, (_, index) => BigInt(index % 2)) },
  }; // prettier-ignore

  for (const group of ["g1", "g2"] as const) {
    for (const [title, task] of Object.entries(cases)) {
      it(`gives the right multiple in ${group} for ${title}`, () => {
        assert.deepEqual(product(group, task), expected(group, task));
      });
    }
  }

  for (const group of ["g1", "g2"] as const) {
    it(`agrees in ${group} with ffjavascript's method on thousands of points`, () => {
      const count = 3000;
      const { plain, jacobian, affine } = GROUPS[group];
      const few = multiples(group, random(60));
      const bytes = new Uint8Array(count * affine);
      for (let at = 0; at < bytes.length; at += few.length) bytes.set(few, at);
      engine.scratch(() => {
        const [limbed, points] = [storeLimbed(engine, group, bytes), engine.store(bytes)];
        const scalars = engine.allocate(count * SIZE.field);
        engine.writeIntegers(scalars, random(count));
        const reference = engine.allocate(jacobian);
        engine.reserve(1 << 22);
        engine.call(`${plain}_multiexpAffine`, points, scalars, SIZE.field, count, reference);
        const result = multiply(engine, { points: limbed, scalars });
        assert.deepEqual(read(group, result), read(group, reference));
      });
    });
  }
});
