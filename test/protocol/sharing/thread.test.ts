import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { isInSubgroup, isIdentity, multiplyBase, type Point } from "../../../src/crypto/babyjubjub.ts";
import { FIELD, SUBGROUP_ORDER } from "../../../src/crypto/field.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { CREDENTIAL_TAG } from "../../../src/protocol/credential/tags.ts";
import { SHARING_TAG } from "../../../src/protocol/sharing/tags.ts";
import { TAG } from "../../../src/protocol/tags.ts";
import { openThread, recogniseOpening, recordKey, recordTag } from "../../../src/protocol/sharing/thread.ts";
import { viewingKeysOf } from "../../../src/protocol/sharing/viewing-key.ts";
import { ANNA, BEN } from "./fixtures.ts";

describe("threads of records", () => {
  it("T012: has tags of its own, which fit the field", () => {
    const tags = [...Object.values(TAG), ...Object.values(CREDENTIAL_TAG), ...Object.values(SHARING_TAG)];
    assert.equal(new Set(tags).size, tags.length);
    assert.ok(Object.values(SHARING_TAG).every((tag) => tag > 0n && tag < FIELD));
  });

  it("T077: gives a person another viewing key in every scope of every verifier, none of them the identity's", () => {
    const { secret, publicKey } = ANNA.identity;
    const ids = [1n, 2n, 3n];
    const keys = ids.flatMap((verifierId) => ids.map((scopeId) => viewingKeysOf({ secret, verifierId, scopeId })));
    assert.equal(new Set(keys.map((key) => key.publicKey.join())).size, 9);
    for (const key of keys) {
      assert.ok(key.secret > 0n && key.secret < SUBGROUP_ORDER && key.secret !== BigInt(secret));
      assert.ok(isInSubgroup(key.publicKey) && !isIdentity(key.publicKey));
      assert.deepEqual(key.publicKey, multiplyBase(key.secret));
      assert.notDeepEqual(key.publicKey, publicKey);
    }
  });

  it("is found by its person, and by nobody else", () => {
    const { thread, opening } = openThread({ viewingKey: ANNA.viewing.publicKey, ephemeral: randomScalar() });
    assert.deepEqual(recogniseOpening(opening, ANNA.viewing.secret), thread);
    assert.equal(recogniseOpening(opening, BEN.viewing.secret), undefined);
    const tag = opening.tag.map((byte, index) => (index === 5 ? byte ^ 1 : byte));
    assert.equal(recogniseOpening({ ...opening, tag }, ANNA.viewing.secret), undefined);
  });

  it("takes junk for nobody's opening: points off the curve, of small order, the identity", () => {
    const tag = Uint8Array.from(randomBytes(32));
    const points: Point[] = [
      [1n, 1n],
      [0n, 1n],
      [0n, FIELD - 1n],
    ];
    for (const ephemeralKey of points) {
      assert.equal(recogniseOpening({ ephemeralKey, tag }, ANNA.viewing.secret), undefined);
    }
  });

  it("addresses nothing to a key that everybody can open: the identity, small order, off the curve", () => {
    const keys: Point[] = [
      [0n, 1n],
      [0n, FIELD - 1n],
      [1n, 1n],
    ];
    for (const viewingKey of keys) {
      const attempt = () => openThread({ viewingKey, ephemeral: randomScalar() });
      assert.throws(attempt, (error) => isPsephosError(error, "POINT_INVALID"));
    }
    const without = () => openThread({ viewingKey: ANNA.viewing.publicKey, ephemeral: 0n });
    assert.throws(without, (error) => isPsephosError(error, "ARGUMENT_INVALID"));
  });

  it("has another tag and another key at every place, and in every thread of the same person", () => {
    const threads = [1, 2].map(
      () => openThread({ viewingKey: ANNA.viewing.publicKey, ephemeral: randomScalar() }).thread,
    );
    const places = [0, 1, 2, 255, 256, 2 ** 32, 2 ** 40];
    const words = threads.flatMap((thread) =>
      places.flatMap((place) => [recordTag(thread, place), recordKey(thread, place)]),
    );
    assert.equal(new Set(words.map((word) => Buffer.from(word).toString("hex"))).size, 2 * 2 * places.length);
  });
});
