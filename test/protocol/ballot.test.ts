import assert from "node:assert/strict";
import { BASE, add, equals, multiply, multiplyBase, multiplyPublic, negate } from "../../src/crypto/babyjubjub.ts";
import { BASE_FIELD, FIELD, SUBGROUP_ORDER, mod } from "../../src/crypto/field.ts";
import type { MerkleTree } from "../../src/crypto/merkle.ts";
import { createRandomScalar, randomScalar } from "../../src/crypto/random.ts";
import { isPsephosError, type ErrorCode } from "../../src/errors.ts";
import { SIGNALS } from "../../src/generated/signals.ts";
import {
  aggregateOf,
  ballotSignals,
  emptyAggregate,
  encryptOpening,
  opensTo,
  sealBallot,
  type BallotTerms,
} from "../../src/protocol/ballot.ts";
import { createIdentity, nullifierOf, type Identity } from "../../src/protocol/identity.ts";
import { createReceipt, parseReceipt, receiptFits, receiptText } from "../../src/protocol/receipt.ts";
import { buildRollTree, makeRoll, membershipOf, type Membership, type RollRoot } from "../../src/protocol/roll.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";
import { packRules } from "../../src/protocol/rules.ts";
import { electionScope } from "../../src/protocol/scope.ts";
import { ballotWords, parseBallot } from "../../src/protocol/words.ts";
import { UNUSABLE_KEYS } from "../vectors/bad-points.ts";

const is = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);
const ELECTION = { chainId: 31337n, contract: `0x${"Ab".repeat(20)}`, electionId: 4n };
const PROOF = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];

describe("ballot", () => {
  const key = randomScalar();
  const electionKey = multiplyBase(key);
  const identity: Identity = createIdentity(Uint8Array.from({ length: 32 }, (_, at) => at * 5 + 1));
  let tree: MerkleTree;
  let membership: Membership;
  let terms: BallotTerms;

  before(async () => {
    const stranger = createIdentity(Uint8Array.from({ length: 32 }, (_, at) => at * 3 + 2));
    const entries = [identity, stranger].map(({ commitment }, at) => ({ commitment, weight: BigInt(7 - at) }));
    const roll = makeRoll({ name: "r", entries });
    tree = await buildRollTree(roll);
    membership = membershipOf({ roll, tree, commitment: identity.commitment });
    terms = {
      rollRoot: tree.root as RollRoot,
      scope: electionScope(ELECTION),
      rules: rulesFor("score", { optionCount: 3, weighted: true }),
      electionKey,
    };
  });

  const seal = (values: readonly number[] = [1, 0, 5], random = randomScalar) =>
    sealBallot({ terms, secret: identity.secret, membership, values, random });

  it("encrypts value times weight for each option, and 0 for unused ones", () => {
    const { circuit, ciphertexts } = seal();
    assert.equal(circuit, "ballot-4");
    const messages = [7n, 0n, 35n, 0n];
    ciphertexts.forEach(({ c1, c2 }, at) => {
      assert.deepEqual(add(c2, negate(multiply(c1, key))), multiplyBase(messages[at]!));
    });
  });

  it("gives the inputs that the circuit names, randomness in digit form", () => {
    const { inputs, ciphertexts, nullifier, opening } = seal();
    assert.equal(inputs.rollRoot, tree.root);
    assert.equal(inputs.rules, packRules(terms.rules));
    assert.equal(inputs.nullifier, nullifierOf({ secret: identity.secret, scope: terms.scope }));
    assert.equal(inputs.nullifier, nullifier);
    assert.deepEqual(inputs.ciphertexts[2], [...ciphertexts[2]!.c1, ...ciphertexts[2]!.c2]);
    assert.deepEqual(inputs.values, [1n, 0n, 5n, 0n]);
    assert.equal(inputs.weight, 7n);
    assert.equal(inputs.siblings.length, 20);
    inputs.randomness.forEach((digits, at) => {
      assert.equal(mod(2n * digits - (2n ** 251n - 1n), SUBGROUP_ORDER), opening.randomness[at]);
    });
  });

  it("lists its public signals as many and in the order that the circuit has them", () => {
    const sealed = seal();
    const signals = ballotSignals(terms, sealed);
    assert.equal(signals.length, SIGNALS["ballot-4"].length);
    assert.deepEqual(signals.slice(0, 6), [
      tree.root,
      terms.scope,
      packRules(terms.rules),
      ...electionKey,
      sealed.nullifier,
    ]);
    assert.deepEqual(signals.slice(6), sealed.inputs.ciphertexts.flat());
  });

  it("T008: is not made from values against the rules", () => {
    for (const values of [
      [6, 0, 0],
      [-1, 1, 1],
      [0, 0, 0],
      [1, 1],
      [1, 1, 1, 0],
    ]) {
      assert.throws(() => seal(values), is("BALLOT_AGAINST_RULES"));
    }
  });

  for (const [name, point] of UNUSABLE_KEYS) {
    it(`T067: is not encrypted to an election key that is ${name}`, () => {
      assert.throws(
        () =>
          sealBallot({
            terms: { ...terms, electionKey: point },
            secret: identity.secret,
            membership,
            values: [1, 0, 5],
            random: randomScalar,
          }),
        is("POINT_INVALID"),
      );
    });
  }

  it("T065: shares no randomness with any other option or ballot", () => {
    const small = { ...terms, rules: rulesFor("single", { optionCount: 2 }) };
    const ballots = Array.from({ length: 400 }, (_, at) =>
      sealBallot({
        terms: small,
        secret: identity.secret,
        membership,
        values: at % 2 === 0 ? [1, 0] : [0, 1],
        random: randomScalar,
      }),
    );
    const ciphertexts = ballots.flatMap((ballot) => ballot.ciphertexts);
    assert.equal(new Set(ciphertexts.map(({ c1 }) => c1.join())).size, 800);
    const smallMultiples = new Set([-2n, -1n, 0n, 1n, 2n].map((count) => multiplyPublic(BASE, count).join()));
    ciphertexts.forEach(({ c2 }, at) => {
      if (at > 0) assert.ok(!smallMultiples.has(add(c2, negate(ciphertexts[at - 1]!.c2)).join()));
    });
  });

  it("T065: is not made when the random source repeats itself, at once or after other numbers", () => {
    const constant = createRandomScalar((bytes) => bytes.fill(9));
    assert.throws(() => seal([1, 0, 5], constant), is("RANDOMNESS_BROKEN"));
    let draw = 0;
    assert.throws(() => seal([1, 0, 5], () => [5n, 6n][draw++ % 2]!), is("RANDOMNESS_BROKEN"));
  });

  it("T095: opens to what was chosen when challenged, and to nothing else", () => {
    const { ciphertexts, opening } = seal();
    assert.ok(opensTo({ terms, ciphertexts, opening }));
    assert.ok(!opensTo({ terms, ciphertexts, opening: { ...opening, values: [5, 0, 1] } }));
    assert.ok(!opensTo({ terms, ciphertexts, opening: { ...opening, weight: 6n } }));
    assert.ok(!opensTo({ terms, ciphertexts, opening: { ...opening, randomness: opening.randomness.toReversed() } }));
    assert.ok(!opensTo({ terms, ciphertexts: ciphertexts.slice(1), opening }));
    assert.ok(!opensTo({ terms, ciphertexts: ciphertexts.toReversed(), opening }));
  });

  it("T059: is not encrypted when value times weight exceeds the circuit's message", () => {
    const rules = rulesFor("score", { optionCount: 2, limit: 65_535, weighted: true });
    const opening = { values: [65_535, 0], weight: 2n ** 32n - 1n, randomness: [1n, 2n] };
    assert.throws(() => encryptOpening({ rules, electionKey }, opening), is("ARGUMENT_INVALID"));
  });

  it("is added to an aggregate that starts as a public encryption of zero", () => {
    const [start] = emptyAggregate({ electionKey, capacity: 4 });
    assert.deepEqual(start, { c1: BASE, c2: electionKey });
    const { ciphertexts } = seal();
    const total = aggregateOf({ electionKey, capacity: 4, ballots: [ciphertexts, ciphertexts] });
    const twice = add(ciphertexts[0]!.c1, ciphertexts[0]!.c1);
    assert.ok(equals(total[0]!.c1, add(BASE, twice)));
    assert.deepEqual(
      aggregateOf({ electionKey, capacity: 4, ballots: [] }),
      emptyAggregate({ electionKey, capacity: 4 }),
    );
  });

  it("is cast as words and read back, and refused when cut or out of range", () => {
    const { nullifier, ciphertexts } = seal();
    const ballot = { proof: PROOF, nullifier, ciphertexts };
    const words = ballotWords(ballot);
    assert.equal(words.length, 8 + 1 + 16);
    assert.deepEqual(parseBallot(words, 4), ballot);
    assert.throws(() => parseBallot(words, 8), is("BALLOT_MALFORMED"));
    assert.throws(() => parseBallot(words.slice(1), 4), is("BALLOT_MALFORMED"));
    for (const [at, bad] of [
      [0, BASE_FIELD],
      [8, FIELD],
      [9, FIELD],
      [3, -1n],
    ] as const) {
      assert.throws(() => parseBallot(words.with(at, bad), 4), is("ARGUMENT_INVALID"));
    }
  });

  describe("receipt", () => {
    it("fits the cast ballot, whatever proof it was sent with, and no other", () => {
      const ballot = seal();
      const receipt = createReceipt({ place: ELECTION, ballot });
      assert.ok(receiptFits({ receipt, ballot }));
      assert.ok(!receiptFits({ receipt, ballot: seal() }));
      assert.ok(!receiptFits({ receipt, ballot: { ...ballot, ciphertexts: ballot.ciphertexts.toReversed() } }));
    });

    it("comes back from its text, and is refused when cut or changed in form", () => {
      const receipt = createReceipt({ place: ELECTION, ballot: seal() });
      const text = receiptText(receipt);
      assert.deepEqual(parseReceipt(text), receipt);
      const bad = [
        text.slice(0, -5),
        text.replace("receipt/1", "receipt/2"),
        text.replace('"4"', "4"),
        text.replace("{", '{"x":1,'),
      ];
      for (const altered of bad) assert.throws(() => parseReceipt(altered), is("RECEIPT_MALFORMED"));
    });

    it("T085: holds neither choice nor randomness nor secret", () => {
      const ballot = seal();
      const text = receiptText(createReceipt({ place: ELECTION, ballot }));
      const secrets = [
        identity.secret,
        ...ballot.opening.randomness,
        ...ballot.inputs.randomness,
        ...ballot.ciphertexts.flatMap(({ c1, c2 }) => [...c1, ...c2]),
      ];
      for (const secret of secrets) assert.ok(!text.includes(secret.toString()) && !text.includes(secret.toString(16)));
      assert.deepEqual(Object.keys(JSON.parse(text) as object).sort(), [
        "ballotHash",
        "chainId",
        "contract",
        "electionId",
        "format",
        "nullifier",
      ]);
    });
  });
});
