import assert from "node:assert/strict";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { FIELD } from "../../src/crypto/field.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { isPsephosError, type ErrorCode } from "../../src/errors.ts";
import type { Commitment } from "../../src/protocol/identity.ts";
import { parseRoll, serialiseRoll } from "../../src/protocol/roll-file.ts";
import { buildRollTree, makeRoll, membershipOf, rollRecord, type RollEntry } from "../../src/protocol/roll.ts";
import { TAG } from "../../src/protocol/tags.ts";
import { loadSemaphore } from "../vectors/semaphore.ts";

const entry = (commitment: bigint, weight = 1n): RollEntry => ({ commitment: commitment as Commitment, weight });
const is =
  (code: ErrorCode, says = /./) =>
  (error: unknown) =>
    isPsephosError(error, code) && says.test(error.message);

const ROLL = makeRoll({ name: "城市 roll", entries: [entry(500n, 2n), entry(3n), entry(40n, 4_294_967_295n)] });
const TEXT = `{"format":"psephos.roll/1","name":"城市 roll","size":3,"totalWeight":4294967298,"entries":[
["3",1],
["40",4294967295],
["500",2]
]}
`;
const bytes = (text: string) => new TextEncoder().encode(text);

describe("roll", () => {
  it("orders voters by commitment, so that the order tells nothing about them", () => {
    assert.deepEqual(
      ROLL.entries.map(({ commitment }) => commitment),
      [3n, 40n, 500n],
    );
    assert.equal(ROLL.totalWeight, 4_294_967_298n);
  });

  it("T075: has the root that Semaphore's group gives over tagged leaves", async () => {
    const tree = await buildRollTree(ROLL);
    const leaves = ROLL.entries.map(({ commitment, weight }) => poseidon([TAG.ROLL, commitment, weight]));
    assert.equal(tree.root, new (loadSemaphore().Group)(leaves).root);
  });

  it("T047: has another root for every change of a weight, a voter or their number", async () => {
    const others = [
      [entry(3n), entry(40n, 1n), entry(500n, 2n)],
      [entry(3n), entry(41n, 4_294_967_295n), entry(500n, 2n)],
      [entry(3n), entry(40n, 4_294_967_295n)],
    ];
    const rolls = [ROLL, ...others.map((entries) => makeRoll({ name: ROLL.name, entries }))];
    const roots = await Promise.all(rolls.map(async (roll) => (await buildRollTree(roll)).root));
    assert.equal(new Set(roots).size, 4);
  });

  it("finds a voter's place, weight and path, and refuses who is not on it", async () => {
    const tree = await buildRollTree(ROLL);
    const membership = membershipOf({ roll: ROLL, tree, commitment: 500n as Commitment });
    assert.equal(membership.index, 2);
    assert.equal(membership.weight, 2n);
    assert.equal(membership.path.siblings.length, 20);
    for (const stranger of [1n, 4n, 501n]) {
      const find = () => membershipOf({ roll: ROLL, tree, commitment: stranger as Commitment });
      assert.throws(find, is("VOTER_NOT_ON_ROLL"));
    }
  });

  it("T013: is not made without voters, with the commitment 0 or an alias, a weight out of range, or a voter twice", () => {
    const make =
      (...entries: RollEntry[]) =>
      () =>
        makeRoll({ name: "r", entries });
    assert.throws(make(), is("ROLL_MALFORMED"));
    for (const bad of [entry(0n), entry(FIELD), entry(5n, 0n), entry(5n, 1n << 32n)]) {
      assert.throws(make(entry(1n), bad), is("ROLL_MALFORMED"));
    }
    assert.throws(make(entry(5n), entry(1n), entry(5n, 2n)), is("ROLL_DUPLICATE"));
  });
});

describe("roll file", () => {
  it("has one form, byte for byte, that is also JSON", () => {
    assert.equal(new TextDecoder().decode(serialiseRoll(ROLL)), TEXT);
    assert.deepEqual(parseRoll(bytes(TEXT)), ROLL);
    assert.equal((JSON.parse(TEXT) as { entries: unknown[] }).entries.length, 3);
  });

  it("is named on chain by the keccak256 of its bytes", async () => {
    const file = serialiseRoll(ROLL);
    const { fileHash, size, totalWeight } = rollRecord({ roll: ROLL, tree: await buildRollTree(ROLL), file });
    assert.equal(fileHash, `0x${bytesToHex(keccak_256(file))}`);
    assert.deepEqual([size, totalWeight], [3, ROLL.totalWeight]);
  });

  const BAD: readonly (readonly [what: string, from: string, to: string, code: ErrorCode, says: RegExp])[] = [
    ["a leading zero", '["40"', '["040"', "ROLL_MALFORMED", /Line 3/],
    ["a sign", '["40"', '["-40"', "ROLL_MALFORMED", /Line 3/],
    ["hexadecimal", '["40"', '["0x28"', "ROLL_MALFORMED", /Line 3/],
    ["a bare number", '["40"', "[40", "ROLL_MALFORMED", /Line 3/],
    ["a space", '["40",4', '["40", 4', "ROLL_MALFORMED", /Line 3/],
    ["a weight of 0", '"500",2', '"500",0', "ROLL_MALFORMED", /Line 4/],
    ["a weight of 2^32", "4294967295", "4294967296", "ROLL_MALFORMED", /Line 3.*weight/],
    ["a fractional weight", '"500",2', '"500",2.0', "ROLL_MALFORMED", /Line 4/],
    ["the commitment 0", '["3"', '["0"', "ROLL_MALFORMED", /Line 2/],
    ["a commitment of r", '["500"', `["${FIELD}"`, "ROLL_MALFORMED", /Line 4.*field's order/],
    ["a commitment twice", '["500"', '["40"', "ROLL_DUPLICATE", /Lines 3 and 4/],
    ["a commitment twice, out of order", '["500"', '["3"', "ROLL_DUPLICATE", /Lines 2 and 4/],
    ["voters out of order", '["500"', '["39"', "ROLL_MALFORMED", /Line 4.*ascend/],
    ["a missing comma", "],\n", "]\n", "ROLL_MALFORMED", /Line 2/],
    ["a comma too many", "2]\n", "2],\n", "ROLL_MALFORMED", /Line 4/],
    ["carriage returns", "\n", "\r\n", "ROLL_MALFORMED", /Line 1/],
    ["a wrong size", '"size":3', '"size":4', "ROLL_MALFORMED", /Line 1.*size/],
    ["a wrong total weight", "98,", "99,", "ROLL_MALFORMED", /Line 1.*total weight/],
    ["another format", "roll/1", "roll/2", "ROLL_MALFORMED", /Line 1/],
    ["an unknown field", '"name"', '"x":1,"name"', "ROLL_MALFORMED", /Line 1/],
    ["an invisible character in the name", "城市", "城\\u200b市", "ROLL_MALFORMED", /Line 1.*invisible/],
    ["an escape that need not be", 'roll"', 'rol\\u006c"', "ROLL_MALFORMED", /Line 1/],
    ["a cut end", "]}\n", "", "ROLL_MALFORMED", /must end/],
    ["text after the end", "]}\n", "]}\n\n", "ROLL_MALFORMED", /must end/],
  ];
  for (const [what, from, to, code, says] of BAD) {
    it(`T098: refuses ${what}, and says where`, () => {
      const altered = TEXT.replace(from, to);
      assert.notEqual(altered, TEXT);
      assert.throws(() => parseRoll(bytes(altered)), is(code, says));
    });
  }

  it("refuses bytes that are not UTF-8, a byte order mark, and an empty file", () => {
    assert.throws(() => parseRoll(Uint8Array.of(0xff, 0xfe, 0x0a)), is("ROLL_MALFORMED", /UTF-8/));
    assert.throws(() => parseRoll(bytes(`\ufeff${TEXT}`)), is("ROLL_MALFORMED"));
    assert.throws(() => parseRoll(new Uint8Array(0)), is("ROLL_MALFORMED"));
  });
});
