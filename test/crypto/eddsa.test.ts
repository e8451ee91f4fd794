import assert from "node:assert/strict";
import { add, multiplyBase } from "../../src/crypto/babyjubjub.ts";
import { deriveSecret, sign, verifySignature } from "../../src/crypto/eddsa.ts";
import { FIELD, SUBGROUP_ORDER } from "../../src/crypto/field.ts";
import { isPsephosError } from "../../src/errors.ts";
import { ORDER_2, UNUSABLE_KEYS } from "../vectors/bad-points.ts";
import { loadEdDSAPoseidon } from "../vectors/semaphore.ts";

const KEYS = [7, 99].map((seed) => Uint8Array.from({ length: 32 }, (_, index) => (seed * (index + 1)) & 0xff));
const MESSAGES = [0n, FIELD - 1n];

describe("eddsa", () => {
  KEYS.forEach((privateKey, at) => {
    it(`T075: derives, signs and verifies as zk-kit does, key ${at + 1}`, () => {
      const zkKit = loadEdDSAPoseidon();
      const message = MESSAGES[at]!;
      assert.equal(deriveSecret(privateKey), zkKit.deriveSecretScalar(privateKey));
      const signature = sign({ privateKey, message });
      const theirs = zkKit.signMessage(privateKey, message);
      assert.deepEqual([...signature.r8, signature.s], [...theirs.R8, theirs.S]);
      const publicKey = multiplyBase(deriveSecret(privateKey));
      assert.ok(verifySignature({ message, signature, publicKey }));
    });
  });

  const privateKey = KEYS[0]!;
  const publicKey = multiplyBase(deriveSecret(privateKey));
  const message = 42n;
  const signature = sign({ privateKey, message });
  const { r8, s } = signature;

  it("refuses another message, key or signature", () => {
    const otherKey = multiplyBase(deriveSecret(KEYS[1]!));
    assert.ok(verifySignature({ message, signature, publicKey }));
    assert.ok(!verifySignature({ message: 43n, signature, publicKey }));
    assert.ok(!verifySignature({ message, signature, publicKey: otherKey }));
    assert.ok(!verifySignature({ message, signature: { r8, s: s ^ 1n }, publicKey }));
    assert.ok(!verifySignature({ message, signature: { r8: otherKey, s }, publicKey }));
  });

  it("T018: refuses the alias s + l, and messages that are not reduced", () => {
    assert.ok(!verifySignature({ message, signature: { r8, s: s + SUBGROUP_ORDER }, publicKey }));
    assert.ok(!verifySignature({ message: message + FIELD, signature, publicKey }));
    assert.throws(
      () => sign({ privateKey, message: FIELD }),
      (error) => isPsephosError(error, "ARGUMENT_INVALID"),
    );
  });

  it("T009: refuses keys and nonces with a part of small order", () => {
    assert.ok(!verifySignature({ message, signature: { r8: add(r8, ORDER_2), s }, publicKey }));
    assert.ok(!verifySignature({ message, signature, publicKey: add(publicKey, ORDER_2) }));
    for (const [, point] of UNUSABLE_KEYS) {
      assert.ok(!verifySignature({ message, signature: { r8: multiplyBase(s), s }, publicKey: point }));
    }
  });
});
