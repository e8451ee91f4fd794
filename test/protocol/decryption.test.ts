import assert from "node:assert/strict";
import { IDENTITY, add, multiply, multiplyBase } from "../../src/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, mod } from "../../src/crypto/field.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { isPsephosError, type ErrorCode } from "../../src/errors.ts";
import { SIGNALS } from "../../src/generated/signals.ts";
import { combinePartials, decryptionSignals, openResult, partiallyDecrypt } from "../../src/protocol/decryption.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";
import { OFF_CURVE, ORDER_2 } from "../vectors/bad-points.ts";
import { decryptBy, holdCeremony, sealAll } from "./sealed-election.ts";

const is = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);
const RULES = rulesFor("approval", { optionCount: 3 });
const BALLOTS = [
  [1, 0, 1],
  [1, 1, 0],
  [1, 0, 0],
].map((values) => ({ values }));
const COUNTS = [3n, 1n, 1n, 0n];

describe("decryption", () => {
  const threshold = 3;
  const ceremony = holdCeremony({ trustees: 5, threshold });
  const aggregate = sealAll({ ceremony, rules: RULES, ballots: BALLOTS });
  const decryptions = decryptBy({ ceremony, aggregate, trusteeIndices: [1, 2, 3, 4, 5] });
  const c1 = aggregate.map((ciphertext) => ciphertext.c1);
  const [keyShare, publicShare] = [ceremony.keyShares[0]!, ceremony.publicShares[0]!];

  it("T058: opens the sum by any threshold of the trustees", () => {
    for (const some of [
      [1, 2, 3],
      [5, 4, 3],
      [2, 5, 1],
    ]) {
      const used = decryptions.filter(({ trusteeIndex }) => some.includes(trusteeIndex));
      const opened = openResult({ aggregate, threshold, decryptions: used, maxCount: 3n });
      assert.deepEqual(opened, { counts: COUNTS, trusteeIndices: some.toSorted() });
    }
  });

  it("uses the first ones by index when more have answered", () => {
    const opened = openResult({ aggregate, threshold, decryptions: decryptions.toReversed(), maxCount: 3n });
    assert.deepEqual(opened, { counts: COUNTS, trusteeIndices: [1, 2, 3] });
  });

  it("does not open with one trustee too few, or with one who answers twice", () => {
    const few = decryptions.slice(0, 2);
    assert.throws(() => combinePartials({ aggregate, threshold, decryptions: few }), is("DECRYPTION_INCOMPLETE"));
    const twice = [...few, few[1]!];
    assert.throws(() => combinePartials({ aggregate, threshold, decryptions: twice }), is("TRUSTEE_INDEX_INVALID"));
  });

  it("T056: refuses partial decryptions by trustee 0 or beyond the last", () => {
    for (const trusteeIndex of [0, 17]) {
      const bad = [...decryptions.slice(0, 2), { ...decryptions[2]!, trusteeIndex }];
      assert.throws(() => combinePartials({ aggregate, threshold, decryptions: bad }), is("TRUSTEE_INDEX_INVALID"));
    }
  });

  it("T070: finds no count when a partial decryption is another", () => {
    const [first, ...others] = decryptions;
    const swapped = [{ ...first!, partials: first!.partials.toReversed() }, ...others.slice(0, 2)];
    assert.throws(
      () => openResult({ aggregate, threshold, decryptions: swapped, maxCount: 3n }),
      is("COUNT_NOT_FOUND"),
    );
  });

  it("gives the inputs and signals of the circuit, the share in digit form", () => {
    const { circuit, inputs, partials } = partiallyDecrypt({ keyShare, publicShare, c1 });
    assert.equal(circuit, "decryption-4");
    assert.equal(mod(2n * inputs.keyShare - (2n ** 251n - 1n), SUBGROUP_ORDER), keyShare);
    assert.deepEqual(partials[1], multiply(c1[1]!, keyShare));
    const signals = decryptionSignals({ publicShare, c1, partials });
    assert.equal(signals.length, SIGNALS["decryption-4"].length);
    assert.deepEqual(signals, [...inputs.publicShare, ...inputs.c1.flat(), ...inputs.partial.flat()]);
  });

  it("decrypts the identity, which randomness may cancel to, to the identity", () => {
    const { partials } = partiallyDecrypt({ keyShare, publicShare, c1: [IDENTITY, c1[0]!] });
    assert.deepEqual(partials[0], IDENTITY);
  });

  it("T051: refuses points with a part of small order, or off the curve", () => {
    for (const bad of [add(c1[0]!, ORDER_2), ORDER_2, OFF_CURVE]) {
      assert.throws(() => partiallyDecrypt({ keyShare, publicShare, c1: [bad, c1[1]!] }), is("ARGUMENT_INVALID"));
    }
  });

  it("refuses a key share of another ceremony, and another number of options", () => {
    assert.throws(() => partiallyDecrypt({ keyShare: randomScalar(), publicShare, c1 }), is("SHARE_INVALID"));
    assert.throws(() => partiallyDecrypt({ keyShare, publicShare: multiplyBase(5n), c1 }), is("SHARE_INVALID"));
    assert.throws(() => partiallyDecrypt({ keyShare, publicShare, c1: c1.slice(1) }), is("ARGUMENT_INVALID"));
  });
});
