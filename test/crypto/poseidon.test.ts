import assert from "node:assert/strict";
import { buildPoseidon, type WasmPoseidon } from "circomlibjs";
import fc from "fast-check";
import { FIELD } from "../../src/crypto/field.ts";
import { ELEMENT_BYTES, bulkPoseidon } from "../../src/crypto/poseidon-bulk.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { isPsephosError } from "../../src/errors.ts";

const element = fc.oneof(fc.bigInt({ min: 0n, max: FIELD - 1n }), fc.constantFrom(0n, 1n, FIELD - 1n));
const ARITIES = Array.from({ length: 16 }, (_, index) => index + 1);

describe("poseidon", () => {
  let circom: WasmPoseidon;
  before(async () => {
    circom = await buildPoseidon();
  });
  const reference = (inputs: readonly bigint[]) => circom.F.toObject(circom([...inputs]));

  it("T075: gives circomlib's published value for (1, 2)", () => {
    assert.equal(poseidon([1n, 2n]), 7853200120776062878684798364095072458815029376092732009249414926327459813530n);
  });

  for (const arity of ARITIES) {
    it(`T075: equals circomlibjs on ${arity} input(s), edges included`, () => {
      const inputs = fc.array(element, { minLength: arity, maxLength: arity });
      fc.assert(
        fc.property(inputs, (values) => poseidon(values) === reference(values)),
        { numRuns: arity <= 6 ? 150 : 20 },
      );
      for (const edge of [0n, 1n, FIELD - 1n]) {
        const values = Array.from({ length: arity }, () => edge);
        assert.equal(poseidon(values), reference(values));
      }
    });
  }

  it("T075: equals circomlibjs with a capacity other than 0, which changes the hash", () => {
    const values = Array.from({ length: 16 }, (_, index) => BigInt(index));
    for (const capacity of [1n, 77n, FIELD - 1n]) {
      assert.equal(poseidon(values, capacity), circom.F.toObject(circom(values, capacity)));
      assert.notEqual(poseidon(values, capacity), poseidon(values));
    }
    assert.throws(
      () => poseidon(values, FIELD),
      (error) => isPsephosError(error, "ARGUMENT_INVALID"),
    );
  });

  it("T075: gives the same hashes in bulk", async () => {
    const bulk = await bulkPoseidon();
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 6 }), (values) => {
        const packed = new Uint8Array(values.length * ELEMENT_BYTES);
        values.forEach((value, index) => packed.set(bulk.encode(value), index * ELEMENT_BYTES));
        assert.equal(bulk.decode(bulk.hash(packed)), poseidon(values));
        assert.equal(bulk.decode(bulk.encode(values[0]!)), values[0]);
      }),
      { numRuns: 100 },
    );
  });

  it("T039: refuses inputs that are not reduced, so no hash has two preimages by aliasing", () => {
    for (const inputs of [[FIELD], [1n, FIELD + 1n], [-1n], [], Array.from({ length: 17 }, () => 1n)]) {
      assert.throws(
        () => poseidon(inputs),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });
});
