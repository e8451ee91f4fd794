import assert from "node:assert/strict";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { FIELD, fromBytes } from "../../src/crypto/field.ts";
import { TAGS } from "../../src/protocol/params.ts";
import { TAG } from "../../src/protocol/tags.ts";

describe("tags", () => {
  it("T050: are keccak256 of their preimages without the last eight bits, by another library too", () => {
    for (const [role, preimage] of Object.entries(TAGS)) {
      const hash = fromBytes(keccak_256(new TextEncoder().encode(preimage)));
      assert.equal(TAG[role as keyof typeof TAG], hash >> 8n);
    }
  });

  it("T012: are all different and fit the field", () => {
    const tags = Object.values(TAG);
    assert.equal(new Set(tags).size, Object.keys(TAGS).length);
    assert.ok(tags.every((tag) => tag > 0n && tag < FIELD));
  });

  it("cannot be changed at run time", () => {
    assert.throws(() => Object.assign(TAG, { ROLL: 1n }), TypeError);
  });
});
