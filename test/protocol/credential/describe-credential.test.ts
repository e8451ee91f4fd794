import assert from "node:assert/strict";
import { describeCredential } from "../../../src/protocol/credential/describe-credential.ts";
import { CREDENTIAL, ISSUED_AT } from "./fixtures.ts";

describe("a credential in plain words", () => {
  it("tells what it is, from whom, until when and what stands in it, in both languages", () => {
    const describing = (locale: "zh" | "en") =>
      describeCredential({ credential: CREDENTIAL, at: Number(ISSUED_AT), locale });
    const english = describing("en");
    assert.equal(english[0], "Resident identity, issued by did:web:residents.example");
    assert.equal(english[1], "Valid from 2026-01-01 until 2030-12-31 (UTC).");
    assert.ok(english.includes("Date of birth: 1990-05-17"), english.join("\n"));
    assert.ok(english.includes("Permanent resident: yes"), english.join("\n"));
    const chinese = describing("zh");
    assert.equal(chinese.length, english.length);
    assert.ok(chinese.slice(1).every((line) => /\p{Script=Han}/u.test(line)));
    assert.equal(english.length, 2 + Object.keys(CREDENTIAL.subject).length);
  });

  it("says so where it is not valid yet or no longer", () => {
    const state = (at: bigint) => describeCredential({ credential: CREDENTIAL, at: Number(at), locale: "en" })[1];
    assert.match(state(CREDENTIAL.validFrom - 1n)!, /^Not valid yet/);
    assert.match(state(CREDENTIAL.validUntil - 1n)!, /^Valid/);
    assert.match(state(CREDENTIAL.validUntil)!, /^No longer valid/);
  });
});
