import assert from "node:assert/strict";
import { BASE, IDENTITY, multiplyPublic, negate } from "../../src/crypto/babyjubjub.ts";
import { MAX_COUNT, findCount } from "../../src/crypto/discrete-log.ts";
import { isPsephosError } from "../../src/errors.ts";

const counted = (count: bigint) => multiplyPublic(BASE, count);

describe("discrete-log", () => {
  it("T059: finds every count from 0 to a small bound", () => {
    for (let count = 0n; count <= 200n; count++) assert.equal(findCount(counted(count), 200n), count);
  });

  it("T059: finds the bound itself and its neighbour, and refuses what lies above", () => {
    for (const max of [0n, 1n, 16n, 17n, 1000n, 1n << 20n]) {
      assert.equal(findCount(counted(max), max), max);
      if (max > 0n) assert.equal(findCount(counted(max - 1n), max), max - 1n);
      assert.throws(
        () => findCount(counted(max + 1n), max),
        (error) => isPsephosError(error, "COUNT_NOT_FOUND"),
      );
    }
  });

  it("does not take a negative count for a positive one, though their tables share coordinates", () => {
    assert.throws(
      () => findCount(negate(counted(3n)), 1000n),
      (error) => isPsephosError(error, "COUNT_NOT_FOUND"),
    );
    assert.equal(findCount(IDENTITY, 1000n), 0n);
  });

  it("finds a count of the size of a national election within the highest bound", () => {
    assert.equal(findCount(counted(123_456_789n), 1n << 32n), 123_456_789n);
  });

  it("T059: refuses bounds beyond 2^40 before searching", () => {
    for (const max of [MAX_COUNT + 1n, -1n]) {
      assert.throws(
        () => findCount(IDENTITY, max),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });
});
