import assert from "node:assert/strict";
import fc from "fast-check";
import { AbiCoder, keccak256 } from "ethers";
import { add, clearCofactor, equals, isInSubgroup, multiplyBase, negate } from "../../src/crypto/babyjubjub.ts";
import { FIELD, SUBGROUP_ORDER, mod } from "../../src/crypto/field.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { lagrangeAtZero } from "../../src/crypto/shamir.ts";
import { isPsephosError, type ErrorCode } from "../../src/errors.ts";
import { ceremonyKeys, dealingSignals, shareKeyOf } from "../../src/protocol/ceremony.ts";
import { buildDealing, dealingHash, drawDealing, openShare, type Dealing } from "../../src/protocol/dealing.ts";
import { dealingContext } from "../../src/protocol/scope.ts";
import { TAG } from "../../src/protocol/tags.ts";
import { parseShares, shareWords } from "../../src/protocol/words.ts";
import { SIGNALS } from "../../src/generated/signals.ts";
import { OFF_CURVE, ORDER_8, UNUSABLE_KEYS } from "../vectors/bad-points.ts";
import { PLACE, holdCeremony } from "./sealed-election.ts";

const is = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);
const seat = { ...PLACE, dealerIndex: 2 };

describe("dealing", () => {
  const recipientSecrets = [randomScalar(), randomScalar(), randomScalar()];
  const recipientKeys = recipientSecrets.map(multiplyBase);
  const secret = drawDealing({ threshold: 2, trusteeCount: 3, random: randomScalar });
  const built = buildDealing({ seat, secret, recipientKeys });
  const { dealing, inputs } = built;

  it("is the same again from the same secret, and another from another", () => {
    assert.deepEqual(buildDealing({ seat, secret, recipientKeys }), built);
    const other = drawDealing({ threshold: 2, trusteeCount: 3, random: randomScalar });
    assert.notEqual(buildDealing({ seat, secret: other, recipientKeys }).hash, built.hash);
  });

  it("commits to the polynomial by points that eight times give the coefficients' keys", () => {
    dealing.commitments.forEach((point, power) => {
      assert.deepEqual(clearCofactor(point), multiplyBase(secret.coefficients[power]!));
    });
  });

  it("gives the circuit inputs that its statement asks for", () => {
    inputs.forEach(({ context, share, shareKey, ephemeralKey, encryptedShare, recipientKey, ephemeral }, at) => {
      const [constant, slope] = secret.coefficients as [bigint, bigint];
      assert.equal(share, mod(constant + slope * BigInt(at + 1), SUBGROUP_ORDER));
      assert.deepEqual(shareKey, multiplyBase(share));
      assert.deepEqual(shareKey, shareKeyOf(dealing.commitments, at + 1));
      assert.deepEqual(ephemeralKey, multiplyBase(secret.ephemerals[at]!));
      assert.equal(context, dealingContext({ ...seat, recipientIndex: at + 1 }));
      const pad = multiplyBase(mod(secret.ephemerals[at]! * recipientSecrets[at]!, SUBGROUP_ORDER));
      assert.equal(encryptedShare, mod(share + poseidon([TAG.DEALING, ...pad, context])));
      assert.equal(mod(2n * ephemeral - (2n ** 251n - 1n), SUBGROUP_ORDER), secret.ephemerals[at]);
      assert.deepEqual(recipientKey, recipientKeys[at]);
    });
  });

  it("lists its public signals as many and in the order that the circuit has them", () => {
    const signals = dealingSignals({ seat, dealing, recipientKeys });
    inputs.forEach(({ context, shareKey, recipientKey, ephemeralKey, encryptedShare }, at) => {
      assert.deepEqual(signals[at], [context, ...shareKey, ...recipientKey, ...ephemeralKey, encryptedShare]);
      assert.equal(signals[at].length, SIGNALS.dealing.length);
    });
  });

  it("T054: has a hash over chain, contract, ceremony, dealer, commitments and content, without the proofs", () => {
    const content = dealing.shares.flatMap(({ ephemeralKey, encryptedShare }) => [...ephemeralKey, encryptedShare]);
    const types = ["uint256", "address", "uint256", "uint256", "uint256[2][]", "uint256[]"];
    const encoded = AbiCoder.defaultAbiCoder().encode(types, [
      31337n,
      PLACE.contract,
      1n,
      2,
      dealing.commitments,
      content,
    ]);
    assert.equal(built.hash, keccak256(encoded));
    const changed: Dealing[] = [
      { ...dealing, commitments: [dealing.commitments[1]!, dealing.commitments[0]!] },
      { ...dealing, shares: dealing.shares.toReversed() },
      { ...dealing, shares: dealing.shares.slice(1) },
    ];
    const hashes = changed.map((other) => dealingHash({ seat, dealing: other }));
    const seats = [
      { ...seat, dealerIndex: 3 },
      { ...seat, ceremonyId: 9n },
      { ...seat, chainId: 1n },
    ];
    hashes.push(...seats.map((other) => dealingHash({ seat: other, dealing })), built.hash);
    assert.equal(new Set(hashes).size, 7);
  });

  it("T055: opens for each recipient alone, in its own place alone", () => {
    const open = (at: number, key: number, recipientIndex: number) =>
      openShare({
        share: dealing.shares[at]!,
        context: dealingContext({ ...seat, recipientIndex }),
        recipientSecret: recipientSecrets[key]!,
        shareKey: shareKeyOf(dealing.commitments, at + 1),
      });
    assert.equal(open(0, 0, 1), inputs[0]!.share);
    assert.throws(() => open(0, 1, 1), is("SHARE_INVALID"));
    assert.throws(() => open(0, 0, 2), is("SHARE_INVALID"));
  });

  it("T055: is found out by its recipient when the encrypted share is another than was committed to", () => {
    const share = dealing.shares[0]!;
    const context = dealingContext({ ...seat, recipientIndex: 1 });
    const shareKey = shareKeyOf(dealing.commitments, 1);
    const open = (encryptedShare: bigint) =>
      openShare({ share: { ...share, encryptedShare }, context, recipientSecret: recipientSecrets[0]!, shareKey });
    for (const change of [1n, 2n ** 251n, FIELD - 1n, 2n * SUBGROUP_ORDER, 7n * SUBGROUP_ORDER]) {
      assert.throws(() => open(mod(share.encryptedShare + change)), is("SHARE_INVALID"));
    }
    // The alias s + l is the same share, as long as the circuit's 251 bits hold it.
    if (inputs[0]!.share + SUBGROUP_ORDER < 2n ** 251n) {
      assert.equal(open(mod(share.encryptedShare + SUBGROUP_ORDER)), inputs[0]!.share);
    }
  });

  for (const [name, point] of UNUSABLE_KEYS) {
    it(`T067: is not made for a trustee whose key is ${name}`, () => {
      const keys = [recipientKeys[0]!, point, recipientKeys[2]!];
      assert.throws(() => buildDealing({ seat, secret, recipientKeys: keys }), is("POINT_INVALID"));
    });
  }

  it("refuses thresholds and numbers of trustees out of range", () => {
    const draw = (threshold: number, trusteeCount: number) => () =>
      drawDealing({ threshold, trusteeCount, random: randomScalar });
    for (const [threshold, count] of [
      [1, 3],
      [4, 3],
      [2, 17],
      [2, 1],
      [2.5, 3],
    ] as const) {
      assert.throws(draw(threshold, count), is("ARGUMENT_INVALID"));
    }
    assert.throws(
      () => buildDealing({ seat: { ...seat, dealerIndex: 4 }, secret, recipientKeys }),
      is("TRUSTEE_INDEX_INVALID"),
    );
    assert.throws(() => buildDealing({ seat, secret, recipientKeys: recipientKeys.slice(1) }), is("ARGUMENT_INVALID"));
  });

  it("is sent as words and read back, and refused when cut or out of range", () => {
    const proof = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];
    const shares = dealing.shares.map((share) => ({ ...share, proof }));
    const words = shareWords(shares);
    assert.deepEqual(parseShares(words), shares);
    assert.throws(() => parseShares(words.slice(1)), is("DEALING_INVALID"));
    assert.throws(() => parseShares([]), is("DEALING_INVALID"));
    assert.throws(() => parseShares(words.with(8, FIELD)), is("ARGUMENT_INVALID"));
    assert.throws(() => shareWords([{ ...shares[0]!, proof: proof.slice(1) }]), is("ARGUMENT_INVALID"));
  });
});

describe("ceremony", () => {
  it("leaves every trustee the share that belongs to the public keys, and the key to none", () => {
    const ceremony = holdCeremony({ trustees: 4, threshold: 3, absent: 1 });
    ceremony.keyShares.forEach((share, at) => assert.deepEqual(multiplyBase(share), ceremony.publicShares[at]));
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4], { minLength: 3, maxLength: 3 }), (indices) => {
        const weights = lagrangeAtZero(indices);
        const key = indices.reduce((sum, index, at) => sum + ceremony.keyShares[index - 1]! * weights[at]!, 0n);
        assert.deepEqual(multiplyBase(key), ceremony.electionKey);
      }),
      { numRuns: 10 },
    );
    assert.ok(ceremony.keyShares.every((share) => !equals(multiplyBase(share), ceremony.electionKey)));
  });

  const { dealings } = holdCeremony({ trustees: 3, threshold: 2 });
  const first = dealings[0]!;

  it("is not finished with fewer dealings than the threshold", () => {
    assert.throws(() => ceremonyKeys(dealings.slice(0, 1), 3), is("CEREMONY_INCOMPLETE"));
    assert.throws(() => ceremonyKeys([], 3), is("CEREMONY_INCOMPLETE"));
  });

  it("refuses a dealing of another degree or for another number of trustees", () => {
    const longer = { ...first, commitments: [...first.commitments, first.commitments[0]!] };
    const shorter = { ...first, shares: first.shares.slice(1) };
    for (const bad of [longer, shorter]) {
      assert.throws(() => ceremonyKeys([...dealings.slice(1), bad], 3), is("DEALING_INVALID"));
    }
  });

  it("T009: clears commitments of small order, and refuses those that vanish or leave the curve", () => {
    const tainted = [add(first.commitments[0]!, ORDER_8), first.commitments[1]!];
    assert.deepEqual(shareKeyOf(tainted, 1), shareKeyOf(first.commitments, 1));
    assert.ok(isInSubgroup(shareKeyOf(tainted, 1)));
    assert.throws(() => shareKeyOf([ORDER_8, first.commitments[1]!], 1), is("DEALING_INVALID"));
    assert.throws(() => shareKeyOf([OFF_CURVE, first.commitments[1]!], 1), is("POINT_INVALID"));
  });

  it("T056: evaluates commitments at no index but a trustee's", () => {
    for (const index of [0, -1, 1.5])
      assert.throws(() => shareKeyOf(first.commitments, index), is("TRUSTEE_INDEX_INVALID"));
  });

  it("T053: refuses dealings whose sum vanishes", () => {
    const inverse = { ...first, commitments: first.commitments.map(negate) };
    assert.throws(() => ceremonyKeys([first, inverse], 3), is("DEALING_INVALID"));
  });
});
