import assert from "node:assert/strict";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { BASE, add, multiplyBase, type Point } from "../../src/crypto/babyjubjub.ts";
import { FIELD, SUBGROUP_ORDER, fromBytes, toBytes } from "../../src/crypto/field.ts";
import {
  dealingContext,
  electionScope,
  keyTestPoints,
  keyTestScalar,
  possessionChallenge,
  toScope,
} from "../../src/protocol/scope.ts";
import { TAG } from "../../src/protocol/tags.ts";
import { isPsephosError } from "../../src/errors.ts";

const CONTRACT = "0x00000000000000000000000000000000000000ff";
const PLACE = { chainId: 31337n, contract: CONTRACT };
const KEY = multiplyBase(9n);

/** keccak256 of 32-byte words one after another, by another library. */
function hash(...words: readonly bigint[]): bigint {
  return fromBytes(keccak_256(Uint8Array.from(words.flatMap((word) => [...toBytes(word)]))));
}

describe("scope", () => {
  it("hashes tag, chain, contract and id as the contract encodes them", () => {
    const words = [31337n, 255n];
    assert.equal(electionScope({ ...PLACE, electionId: 3n }), hash(TAG.ELECTION, ...words, 3n) >> 8n);
    assert.equal(
      dealingContext({ ...PLACE, ceremonyId: 2n, dealerIndex: 4, recipientIndex: 5 }),
      hash(TAG.DEALING, ...words, 2n, 4n, 5n) >> 8n,
    );
    const possession = { ...PLACE, ceremonyId: 2n, trustee: "0x0000000000000000000000000000000000000007" };
    assert.equal(
      possessionChallenge({ ...possession, publicKey: KEY, nonce: BASE }),
      hash(TAG.POSSESSION, ...words, 2n, 7n, ...KEY, ...BASE) % SUBGROUP_ORDER,
    );
    assert.equal(
      keyTestScalar({ ...PLACE, electionId: 3n, electionKey: KEY }),
      hash(TAG.KEY_TEST, ...words, 3n, ...KEY) % SUBGROUP_ORDER,
    );
  });

  it("T025: differs for another chain, contract or election", () => {
    const other = `0x${"ee".repeat(20)}`;
    const scopes = [
      electionScope({ ...PLACE, electionId: 1n }),
      electionScope({ ...PLACE, electionId: 2n }),
      electionScope({ ...PLACE, chainId: 31338n, electionId: 1n }),
      electionScope({ ...PLACE, contract: other, electionId: 1n }),
    ];
    assert.equal(new Set(scopes).size, scopes.length);
  });

  it("T055: differs for every pair of dealer and recipient, in their order", () => {
    const pairs = [1, 2, 3].flatMap((dealerIndex) =>
      [1, 2, 3].map((recipientIndex) => dealingContext({ ...PLACE, ceremonyId: 1n, dealerIndex, recipientIndex })),
    );
    assert.equal(new Set(pairs).size, 9);
  });

  it("reads an address in upper and lower case as one", () => {
    const [lower, upper] = [`0x${"ab".repeat(20)}`, `0x${"AB".repeat(20)}`];
    assert.equal(
      electionScope({ chainId: 1n, contract: lower, electionId: 1n }),
      electionScope({ chainId: 1n, contract: upper, electionId: 1n }),
    );
  });

  it("steps the key test's points by the base", () => {
    const points = keyTestPoints({ ...PLACE, electionId: 3n, electionKey: KEY, capacity: 4 });
    const t = keyTestScalar({ ...PLACE, electionId: 3n, electionKey: KEY });
    const expected: Point[] = [0n, 1n, 2n, 3n].map((k) => multiplyBase(t + k));
    assert.deepEqual(points, expected);
    assert.deepEqual(points[1], add(points[0]!, BASE));
  });

  it("takes nothing beyond the field as a scope", () => {
    assert.throws(
      () => toScope(FIELD),
      (error) => isPsephosError(error, "ARGUMENT_INVALID"),
    );
    assert.equal(toScope(5n), 5n);
  });
});
