import assert from "node:assert/strict";
import { BASE_FIELD, FIELD } from "../../src/crypto/field.ts";
import { parseProofWords, parseSignals, proofFromSnarkjs, proofToSnarkjs } from "../../src/proofs/encode.ts";

const WORDS = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];

describe("decoding proofs", () => {
  it("takes bigints and canonical decimal strings alike", () => {
    assert.deepEqual(parseSignals([0n, "0", "12", FIELD - 1n], 4), [0n, 0n, 12n, FIELD - 1n]);
    assert.deepEqual(parseProofWords(WORDS.map(String)), WORDS);
  });

  it("T028: refuses too few or too many signals, lookalikes of lists and other spellings of numbers", () => {
    const lists: unknown[] = [[1n, 2n], [1n, 2n, 0n, 0n], { length: 3, 0: 1n, 1: 2n, 2: 0n }, "123", null, undefined, new Array(3)]; // prettier-ignore
    for (const list of lists) assert.throws(() => parseSignals(list, 3), { code: "PROOF_MALFORMED" });
    const spellings = [
      "0x1",
      " 1",
      "1 ",
      "1e3",
      "-1",
      "+1",
      "01",
      "",
      "1.0",
      "١",
      -1n,
      1,
      true,
      null,
      FIELD,
      String(FIELD),
    ];
    for (const spelling of spellings) {
      assert.throws(() => parseSignals([spelling], 1), { code: "PROOF_MALFORMED" }, String(spelling));
    }
  });

  it("T027: refuses coordinates that are not reduced", () => {
    for (const index of WORDS.keys()) {
      const raised = WORDS.with(index, WORDS[index]! + BASE_FIELD);
      assert.throws(() => parseProofWords(raised), { code: "PROOF_MALFORMED" });
    }
    assert.deepEqual(parseProofWords(WORDS.with(7, BASE_FIELD - 1n))[7], BASE_FIELD - 1n);
  });

  it("carries words to snarkjs's form and back, infinity included", () => {
    for (const words of [WORDS, [0n, 0n, 3n, 4n, 5n, 6n, 0n, 0n], [1n, 2n, 0n, 0n, 0n, 0n, 7n, 8n]]) {
      assert.deepEqual(proofFromSnarkjs(proofToSnarkjs(words)), words);
    }
    assert.deepEqual(proofToSnarkjs(WORDS).pi_b, [["4", "3"], ["6", "5"], ["1", "0"]]); // prettier-ignore
  });

  it("T029: refuses projective points, which have many forms", () => {
    const proof = proofToSnarkjs(WORDS);
    for (const pi_a of [
      ["1", "2", "2"],
      ["1", "2", "0"],
      ["1", "2"],
      ["1", "2", "1", "1"],
    ]) {
      assert.throws(() => proofFromSnarkjs({ ...proof, pi_a }), { code: "PROOF_MALFORMED" });
    }
    assert.throws(
      () =>
        proofFromSnarkjs({
          ...proof,
          pi_b: [
            ["4", "3"],
            ["6", "5"],
            ["0", "0"],
          ],
        }),
      {
        code: "PROOF_MALFORMED",
      },
    );
  });
});
