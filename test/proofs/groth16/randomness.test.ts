import assert from "node:assert/strict";
import { FIELD } from "../../../src/crypto/field.ts";
import { randomBlinding, randomCoefficients } from "../../../src/proofs/groth16/randomness.ts";

const zeros = (): void => undefined;
const repeats = (bytes: Uint8Array): void => void bytes.fill(7);
const highest = (bytes: Uint8Array): void => void bytes.fill(255);
const silent = (): void => {
  throw new Error("no entropy");
};

describe("randomness of proofs", () => {
  it("T084: refuses a generator that gives zeros, repeats itself or does not answer", () => {
    for (const fill of [zeros, repeats, silent]) {
      assert.throws(() => randomBlinding(fill), { code: "RANDOMNESS_BROKEN" });
      assert.throws(() => randomCoefficients(2, fill), { code: "RANDOMNESS_BROKEN" });
    }
    assert.throws(() => randomBlinding(highest), { code: "RANDOMNESS_BROKEN" });
  });

  it("draws blinding scalars below r that use the field's whole width", () => {
    const drawn = Array.from({ length: 200 }, () => randomBlinding()).flat();
    assert.ok(drawn.every((value) => value > 0n && value < FIELD));
    assert.ok(drawn.some((value) => value > FIELD / 2n));
  });

  it("T003: draws batch coefficients of 128 bits, none zero", () => {
    const drawn = randomCoefficients(200);
    assert.ok(drawn.every((value) => value > 0n && value < 1n << 128n));
    assert.ok(drawn.some((value) => value >= 1n << 127n));
  });
});
