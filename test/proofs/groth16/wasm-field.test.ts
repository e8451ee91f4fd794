import assert from "node:assert/strict";
import { BASE_FIELD as Q } from "../../../src/crypto/field.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { Engine } from "../../../src/proofs/groth16/engine.ts";
import { LIMBED_BYTES } from "../../../src/proofs/groth16/wasm-field.ts";

const EDGES = [0n, 1n, 2n, Q - 1n, Q - 2n, Q >> 1n, (1n << 253n) - 1n, (1n << 29n) - 1n, 1n << 232n];
const modulo = (value: bigint): bigint => ((value % Q) + Q) % Q;

describe("the base field in limbs", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.create();
  });

  /** Runs a function on elements and reads what it leaves in the last block. */
  function compute(name: string, elements: readonly bigint[]): bigint {
    return engine.scratch(() => {
      const plain = engine.storeCoordinates(elements);
      const limbs = engine.allocate((elements.length + 1) * LIMBED_BYTES);
      engine.call("q29_raise", plain, elements.length, limbs);
      const places = Array.from({ length: elements.length + 1 }, (_, index) => limbs + index * LIMBED_BYTES);
      engine.call(name, ...places);
      engine.call("q29_lower", places.at(-1)!, 1, plain);
      engine.call("f1m_fromMontgomery", plain, plain);
      return engine.readInteger(plain);
    });
  }

  const operations: Record<string, (...elements: bigint[]) => bigint> = {
    q29_mul: (x, y) => x * y,
    q29_square: (x) => x * x,
    q29_mulAdd: (x, y, z, w) => x * y + z * w,
    q29_add: (x, y) => x + y,
    q29_sub: (x, y) => x - y,
    q29_subTwo: (x, y, z) => x - y - z,
    q29_neg: (x) => -x,
  };

  for (const [name, expected] of Object.entries(operations)) {
    it(`computes ${name} as integers do, at the ends of the range too`, () => {
      for (const first of EDGES) {
        for (const second of EDGES) {
          const elements = [first, second, second, first].slice(0, expected.length);
          assert.equal(compute(name, elements), modulo(expected(...elements)));
        }
      }
      for (let round = 0; round < 100; round++) {
        const elements = Array.from({ length: expected.length }, randomScalar);
        assert.equal(compute(name, elements), modulo(expected(...elements)));
      }
    });
  }

  it("takes differences that were not carried as factors", () => {
    for (const [x, y] of [[0n, Q - 1n], [Q - 1n, 0n], [Q - 1n, Q - 1n], [1n << 232n, Q - 1n]] as const) {
      engine.scratch(() => {
        const plain = engine.storeCoordinates([x, y, Q - 1n]);
        const limbs = engine.allocate(4 * LIMBED_BYTES);
        engine.call("q29_raise", plain, 3, limbs);
        const [a, b, factor, result] = [0, 1, 2, 3].map((index) => limbs + index * LIMBED_BYTES);
        engine.call("q29_difference", a!, b!, result!);
        engine.call("q29_mulAdd", result!, factor!, result!, factor!, result!);
        engine.call("q29_lower", result!, 1, plain);
        engine.call("f1m_fromMontgomery", plain, plain);
        assert.equal(engine.readInteger(plain), modulo(-2n * (x - y)));
      });
    } // prettier-ignore
  });
});
