import assert from "node:assert/strict";
import { BASE_FIELD, inverse, mod } from "../../../../src/crypto/field.ts";
import { BASE, IDENTITY } from "../../../../src/crypto/babyjubjub.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import { requireCiphertextPoints, requireProofPoints } from "../../../../src/server/relayer/intake/curve-points.ts";
import { timesG1, timesG2, wordsG1, wordsG2 } from "../../../../scripts/bench/simulated.ts";

const PROOF = [...wordsG1(timesG1(3n)), ...wordsG2(timesG2(5n)), ...wordsG1(timesG1(7n))];
const isRefused = (error: unknown): boolean => isPsephosError(error, "POINT_INVALID");

describe("curve points", () => {
  it("takes points of both groups, so the twist's constant is 3/(9 + u)", () => {
    requireProofPoints(PROOF);
    // (9 + u)·(c0 + c1·u) = 3 and y² = x³ + c for the generator's multiples.
    const norm = inverse(82n, BASE_FIELD);
    const [c0, c1] = [mod(27n * norm, BASE_FIELD), mod(-3n * norm, BASE_FIELD)];
    const [x1, x0, y1, y0] = wordsG2(timesG2(11n)) as [bigint, bigint, bigint, bigint];
    const cube0 = x0 * (x0 * x0 - x1 * x1) - x1 * 2n * x0 * x1;
    const cube1 = x0 * 2n * x0 * x1 + x1 * (x0 * x0 - x1 * x1);
    assert.equal(mod(y0 * y0 - y1 * y1 - cube0, BASE_FIELD), c0);
    assert.equal(mod(2n * y0 * y1 - cube1, BASE_FIELD), c1);
  });

  for (let place = 0; place < 8; place++) {
    it(`T100: refuses a proof whose word ${place} is off its curve`, () => {
      const words = PROOF.map((word, at) => (at === place ? mod(word + 1n, BASE_FIELD) : word));
      assert.throws(() => requireProofPoints(words), isRefused);
    });
  }

  it("refuses infinity, which no proof that holds has", () => {
    assert.throws(() => requireProofPoints([0n, 0n, ...PROOF.slice(2)]), isRefused);
    assert.throws(() => requireProofPoints([...PROOF.slice(0, 2), 0n, 0n, 0n, 0n, ...PROOF.slice(6)]), isRefused);
  });

  it("T100: refuses a ciphertext with a point off the curve, in either half", () => {
    requireCiphertextPoints([{ c1: BASE, c2: IDENTITY }]);
    assert.throws(() => requireCiphertextPoints([{ c1: BASE, c2: [1n, 1n] }]), isRefused);
    assert.throws(() => requireCiphertextPoints([{ c1: [BASE[0], BASE[0]], c2: BASE }]), isRefused);
  });
});
