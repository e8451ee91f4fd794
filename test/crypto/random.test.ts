import assert from "node:assert/strict";
import { SUBGROUP_ORDER } from "../../src/crypto/field.ts";
import { createRandomScalar, randomScalar } from "../../src/crypto/random.ts";
import { isPsephosError } from "../../src/errors.ts";

const broken = (error: unknown) => isPsephosError(error, "RANDOMNESS_BROKEN");

describe("random", () => {
  it("draws scalars from 1 to l − 1, no two alike", () => {
    const drawn = Array.from({ length: 2000 }, randomScalar);
    assert.ok(drawn.every((scalar) => scalar > 0n && scalar < SUBGROUP_ORDER));
    assert.equal(new Set(drawn).size, drawn.length);
  });

  it("T073: draws evenly: every sixteenth of the range is hit alike", () => {
    const bins = Array.from({ length: 16 }, () => 0);
    const draws = 16_000;
    for (let draw = 0; draw < draws; draw++) bins[Number((randomScalar() * 16n) / SUBGROUP_ORDER)]! += 1;
    const expected = draws / bins.length;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 15 degrees of freedom: above 60 once in two million runs.
    assert.ok(chiSquare < 60, `chi-square is ${chiSquare}`);
  });

  it("rejects draws of l and above instead of reducing them", () => {
    const draws = [SUBGROUP_ORDER, SUBGROUP_ORDER + 5n, 7n];
    const scalar = createRandomScalar((bytes) => bytes.set(bigEndian(draws.shift()!)));
    assert.equal(scalar(), 7n);
  });

  it("T065: refuses a source that throws, gives zeros, repeats itself, or is never in range", () => {
    const throwing = createRandomScalar(() => {
      throw new Error("no entropy");
    });
    assert.throws(throwing, broken);
    assert.throws(
      createRandomScalar(() => undefined),
      broken,
    );
    const constant = createRandomScalar((bytes) => bytes.fill(3));
    constant();
    assert.throws(constant, broken);
    let next = 0n;
    assert.throws(
      createRandomScalar((bytes) => bytes.set(bigEndian(SUBGROUP_ORDER + next++))),
      broken,
    );
  });
});

function bigEndian(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex");
}
