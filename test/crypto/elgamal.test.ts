import assert from "node:assert/strict";
import fc from "fast-check";
import { add, equals, multiply, multiplyBase, negate } from "../../src/crypto/babyjubjub.ts";
import { findCount } from "../../src/crypto/discrete-log.ts";
import { EMPTY_CIPHERTEXT, addCiphertexts, encrypt, type Ciphertext } from "../../src/crypto/elgamal.ts";
import { randomScalar } from "../../src/crypto/random.ts";

const MAX = 10_000n;

describe("elgamal", () => {
  const key = randomScalar();
  const publicKey = multiplyBase(key);
  const open = ({ c1, c2 }: Ciphertext) => findCount(add(c2, negate(multiply(c1, key))), MAX);

  it("decrypts sums of ciphertexts to sums of messages", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 1000n }), { maxLength: 8 }), (messages) => {
        const encrypted = messages.map((message) => encrypt({ message, randomness: randomScalar(), publicKey }));
        assert.equal(
          open(addCiphertexts(encrypted)),
          messages.reduce((sum, message) => sum + message, 0n),
        );
      }),
      { numRuns: 10 },
    );
  });

  it("opens the empty sum to 0", () => {
    assert.deepEqual(addCiphertexts([]), EMPTY_CIPHERTEXT);
    assert.equal(open(EMPTY_CIPHERTEXT), 0n);
  });

  it("has the form that the circuit proves: c1 = r·B8, c2 = m·B8 + r·H", () => {
    const randomness = randomScalar();
    const { c1, c2 } = encrypt({ message: 5n, randomness, publicKey });
    assert.ok(equals(c1, multiplyBase(randomness)));
    assert.ok(equals(c2, add(multiplyBase(5n), multiply(publicKey, randomness))));
  });
});
