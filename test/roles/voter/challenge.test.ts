import assert from "node:assert/strict";
import { multiplyBase } from "../../../src/crypto/babyjubjub.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { PsephosError } from "../../../src/errors.ts";
import { encryptOpening } from "../../../src/protocol/ballot.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import { createReceipt } from "../../../src/protocol/receipt.ts";
import { challengeText, checkChallenge, parseChallenge, type Challenge } from "../../../src/roles/voter/challenge.ts";
import { sampleManifest } from "./manifest.ts";

const terms = { rules: sampleManifest().rules, electionKey: multiplyBase(randomScalar()) };
const place = { chainId: 31337n, contract: `0x${"ab".repeat(20)}`, electionId: 1n };

function tested(values: number[]): Challenge {
  const opening = { values, weight: 1n, randomness: [1, 2, 3, 4].map(() => randomScalar()) };
  const ciphertexts = encryptOpening(terms, opening);
  const receipt = createReceipt({ place, ballot: { nullifier: toNullifier(7n), ciphertexts } });
  return { receipt, ciphertexts, opening };
}

describe("testing a ballot instead of casting it", () => {
  it("T095: finds an honest device right, from the file alone and from the noted fingerprint", () => {
    const challenge = tested([0, 1, 0]);
    const read = parseChallenge({ text: challengeText(challenge), source: "test.json" });
    assert.deepEqual(read, challenge);
    const noted = challenge.receipt.ballotHash;
    assert.deepEqual(checkChallenge({ challenge: read, terms, noted }), {
      ok: true,
      fingerprintFits: true,
      contentFits: true,
    });
  });

  it("T095: finds a device that sealed another choice than it shows", () => {
    const sealed = tested([1, 0, 0]);
    const shown = { ...sealed, opening: { ...sealed.opening, values: [0, 1, 0] } };
    const verdict = checkChallenge({ challenge: shown, terms, noted: undefined });
    assert.deepEqual(verdict, { ok: false, fingerprintFits: true, contentFits: false });
  });

  it("T095: finds a device that shows another ballot than the one it had fingerprinted", () => {
    const cheated = tested([1, 0, 0]);
    const verdict = checkChallenge({
      challenge: tested([0, 1, 0]),
      terms,
      noted: cheated.receipt.ballotHash,
    });
    assert.deepEqual(verdict, { ok: false, fingerprintFits: false, contentFits: true });
  });

  it("finds a ballot that was sealed for another key than the election's", () => {
    const challenge = tested([0, 1, 0]);
    const elsewhere = { ...terms, electionKey: multiplyBase(randomScalar()) };
    assert.equal(checkChallenge({ challenge, terms: elsewhere, noted: undefined }).contentFits, false);
  });

  it("refuses truncated and altered files by name", () => {
    const text = challengeText(tested([0, 1, 0]));
    const code = (altered: string, expected: string): void => {
      assert.throws(
        () => parseChallenge({ text: altered, source: "test.json" }),
        (error: unknown) => error instanceof PsephosError && error.code === expected,
      );
    };
    code(text.slice(0, -20), "JSON_MALFORMED");
    code(text.replace('"psephos.challenge/1"', '"psephos.challenge/2"'), "BALLOT_MALFORMED");
    code(text.replace('"weight": "1"', '"weight": "01"'), "BALLOT_MALFORMED");
    code(text.replace('"nullifier": "7"', '"nullifier": "-7"'), "RECEIPT_MALFORMED");
  });
});
