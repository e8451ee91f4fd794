import assert from "node:assert/strict";
import { add, clearCofactor, multiplyBase, type Point } from "../../src/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../src/crypto/field.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { provePossession, verifyPossession } from "../../src/crypto/schnorr.ts";
import { ORDER_2, UNUSABLE_KEYS } from "../vectors/bad-points.ts";

const challengeOf = ({ publicKey, nonce }: { publicKey: Point; nonce: Point }) =>
  poseidon([...publicKey, ...nonce]) % SUBGROUP_ORDER;

describe("schnorr", () => {
  const secret = randomScalar();
  const claim = provePossession({ secret, randomness: randomScalar(), challenge: challengeOf });
  const { publicKey, nonce, response } = claim;
  const challenge = challengeOf(claim);

  it("proves that the secret of a key is known", () => {
    assert.deepEqual(publicKey, multiplyBase(secret));
    assert.deepEqual(clearCofactor(claim.point), publicKey);
    assert.ok(verifyPossession({ publicKey, nonce, response, challenge }));
  });

  it("T049: is refused when any part of the statement or the proof is another", () => {
    const other = multiplyBase(randomScalar());
    assert.ok(!verifyPossession({ publicKey: other, nonce, response, challenge }));
    assert.ok(!verifyPossession({ publicKey, nonce: other, response, challenge }));
    assert.ok(!verifyPossession({ publicKey, nonce, response: response ^ 1n, challenge }));
    assert.ok(!verifyPossession({ publicKey, nonce, response, challenge: challenge ^ 1n }));
  });

  it("T076: is refused with the alias response + l", () => {
    assert.ok(!verifyPossession({ publicKey, nonce, response: response + SUBGROUP_ORDER, challenge }));
  });

  it("T053: is refused for a key that was chosen as a difference to others", () => {
    const rogue = add(publicKey, multiplyBase(randomScalar()));
    assert.ok(
      !verifyPossession({ publicKey: rogue, nonce, response, challenge: challengeOf({ publicKey: rogue, nonce }) }),
    );
  });

  for (const [name, point] of UNUSABLE_KEYS) {
    it(`T067: is refused for ${name}, whatever response is sent`, () => {
      const forged = multiplyBase(response);
      assert.ok(!verifyPossession({ publicKey: point, nonce: forged, response, challenge: 8n }));
    });
  }

  it("T009: is refused with a nonce of mixed order", () => {
    assert.ok(!verifyPossession({ publicKey, nonce: add(nonce, ORDER_2), response, challenge }));
  });
});
