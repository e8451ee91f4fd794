import assert from "node:assert/strict";
import { BASE, IDENTITY } from "../../src/crypto/babyjubjub.ts";
import { isPsephosError, type ErrorCode } from "../../src/errors.ts";
import { archiveText, parseArchive, type ElectionArchive } from "../../src/protocol/archive.ts";
import { packRules } from "../../src/protocol/rules.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";

const is =
  (code: ErrorCode, says = /./) =>
  (error: unknown) =>
    isPsephosError(error, code) && says.test(error.message);
const account = (digit: number) => `0x${String(digit).repeat(40)}`;
const hash = `0x${"0f".repeat(32)}`;
const words = (count: number) => Array.from({ length: count }, (_, at) => 2n ** 255n + BigInt(at));

/** Right in form, wrong in every other respect: form is all that the parser judges. */
const ARCHIVE: ElectionArchive = {
  format: "psephos.archive/1",
  chain: { chainId: 31337, verifier: account(1), rolls: account(2), ceremonies: account(3), elections: account(4) },
  verifyingKeys: [
    {
      circuit: "ballot-2",
      circuitHash: hash,
      alpha: words(2),
      beta: words(4),
      gamma: words(4),
      delta: words(4),
      ic: words(30),
    },
  ],
  roll: {
    rollId: 1n,
    root: 5n,
    size: 3,
    totalWeight: 9n,
    fileHash: hash,
    registrar: account(5),
    publishedAt: 10,
    file: "not a roll\n",
  },
  manifest: "{}",
  ceremony: {
    ceremonyId: 1n,
    creator: account(5),
    trustees: [account(6), account(7)],
    threshold: 2,
    createdAt: 1,
    registerBy: 2,
    commitBy: 3,
    dealBy: 4,
    registrations: [{ index: 1, trustee: account(6), recipientKey: BASE, nonce: IDENTITY, response: 7n, at: 1 }],
    commitments: [{ index: 1, dealingHash: hash, at: 2 }],
    dealings: [{ index: 1, commitments: [BASE, BASE], shares: words(22), at: 3 }],
    electionKey: BASE,
    publicShares: [BASE, BASE],
  },
  election: {
    electionId: 1n,
    creator: account(5),
    manifestHash: hash,
    rollId: 1n,
    ceremonyId: 1n,
    rules: packRules(rulesFor("single", { optionCount: 2 })),
    opensAt: 20,
    closesAt: 30,
    resultBy: 40,
    minimumTurnout: 0,
    optionCapacity: 2,
    rollRoot: 5n,
    electionKey: BASE,
    createdAt: 11,
    keyTests: [{ trusteeIndex: 1, partials: [BASE, BASE], proof: words(8), at: 12 }],
    ballots: [{ index: 0, nullifier: 3n, words: words(17), at: 21 }],
    aggregate: [
      { c1: BASE, c2: BASE },
      { c1: BASE, c2: BASE },
    ],
    partialDecryptions: [],
    result: { counts: [1n, 0n], trusteeIndices: [1, 2], at: 35 },
    cancelledAt: null,
  },
};

type Json = Record<string, never>;

function altered(change: (json: Json) => void): string {
  const json = JSON.parse(archiveText(ARCHIVE)) as Json;
  change(json);
  return JSON.stringify(json);
}

/** Sets the value at a path such as "election.ballots.0.index". */
function set(path: string, value: unknown) {
  return altered((json) => {
    const keys = path.split(".");
    const last = keys.pop()!;
    const parent = keys.reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, json);
    // JSON leaves out what is undefined.
    parent[last] = value;
  });
}

describe("archive", () => {
  it("comes back from its text, numbers exact", () => {
    assert.deepEqual(parseArchive(archiveText(ARCHIVE)), ARCHIVE);
    const open = { ...ARCHIVE, election: { ...ARCHIVE.election, result: null, cancelledAt: 15 } };
    assert.deepEqual(parseArchive(archiveText(open)), open);
  });

  it("leaves truth to the checks: what is right in form is read, however wrong", () => {
    assert.doesNotThrow(() => parseArchive(set("election.ballots.0.nullifier", "4")));
    assert.doesNotThrow(() => parseArchive(set("election.ballots.0.words", ["1"])));
    assert.doesNotThrow(() => parseArchive(set("election.ballots.0.index", 9)));
    assert.doesNotThrow(() => parseArchive(set("election.opensAt", 99)));
    assert.doesNotThrow(() => parseArchive(set("election.aggregate", [])));
    assert.doesNotThrow(() => parseArchive(set("ceremony.electionKey", ["1", "2"])));
  });

  const BAD: readonly (readonly [what: string, path: string, value: unknown])[] = [
    ["an unknown field at the top", "extra", 1],
    ["an unknown field inside", "election.ballots.0.extra", 1],
    ["a missing field", "roll.root", undefined],
    ["a number where a decimal string belongs", "roll.root", 5],
    ["a leading zero", "roll.root", "05"],
    ["a sign", "election.rules", "-1"],
    ["hexadecimal", "election.rules", "0x1"],
    ["an exponent", "election.rules", "1e3"],
    ["a number of more than 256 bits", "election.rules", (2n ** 256n).toString()],
    ["a word of a million digits", "election.ballots.0.words", ["9".repeat(1_000_000)]],
    ["an address with capitals", "chain.elections", `0x${"AB".repeat(20)}`],
    ["a short hash", "election.manifestHash", "0x12"],
    ["a point of three coordinates", "ceremony.electionKey", ["1", "2", "3"]],
    ["a proof of seven words", "election.keyTests.0.proof", words(7).map(String)],
    ["more trustees than there can be", "ceremony.trustees", Array.from({ length: 17 }, () => account(1))],
    ["a trustee index of 0", "ceremony.dealings.0.index", 0],
    ["a capacity that no circuit has", "election.optionCapacity", 3],
    ["a circuit that is not there", "verifyingKeys.0.circuit", "ballot-16"],
    ["a fraction of a second", "election.opensAt", 1.5],
    ["a ballot longer than any", "election.ballots.0.words", words(42).map(String)],
    ["a list where an object belongs", "ceremony", []],
    ["T050: a generator of its own", "ceremony.generator", ["1", "2"]],
    ["T052: a curve of its own", "chain.curve", "secp256k1"],
  ];
  for (const [what, path, value] of BAD) {
    it(`refuses ${what}, naming where`, () => {
      const [first] = path.split(".");
      const place = new RegExp(`${first}|the whole`);
      assert.throws(
        () => parseArchive(set(path, value)),
        (error) => is("ARCHIVE_MALFORMED")(error) && error instanceof Error && place.test(error.message),
      );
    });
  }

  it("refuses other versions, what is cut off and what is no archive", () => {
    assert.throws(() => parseArchive(set("format", "psephos.archive/2")), is("ARCHIVE_VERSION", /archive\/2/));
    assert.throws(() => parseArchive("{}"), is("ARCHIVE_VERSION"));
    assert.throws(() => parseArchive("null"), is("ARCHIVE_VERSION"));
    assert.throws(() => parseArchive(archiveText(ARCHIVE).slice(0, 300)), is("ARCHIVE_MALFORMED", /cut off/));
    assert.throws(() => parseArchive(""), is("ARCHIVE_MALFORMED"));
  });

  it("does not repeat a long value in its refusal", () => {
    const text = set("format", "x".repeat(100_000));
    assert.throws(
      () => parseArchive(text),
      (error) => error instanceof Error && error.message.length < 300,
    );
  });
});
