import assert from "node:assert/strict";
import { enrolmentIdentity } from "../../../src/protocol/credential/enrolment-identity.ts";
import type { Identity } from "../../../src/protocol/identity.ts";
import { makeRoll } from "../../../src/protocol/roll.ts";
import { identityOnRoll } from "../../../src/roles/voter/identity-on-roll.ts";
import { HOLDER, ISSUER, VERIFIER } from "../../protocol/credential/fixtures.ts";

describe("the identity that votes", () => {
  const contract = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
  const derived = enrolmentIdentity(HOLDER, { chainId: 31_337n, contract, enrolmentId: 3n });
  const rollOf = (...people: Identity[]) =>
    makeRoll({ name: "Council", entries: people.map(({ commitment }) => ({ commitment, weight: 1n })) });

  it("is the holder's own where that is on the roll, else the derived one that is", () => {
    assert.equal(identityOnRoll([HOLDER, derived], rollOf(VERIFIER, HOLDER, derived)), HOLDER);
    assert.equal(identityOnRoll([HOLDER, ISSUER, derived], rollOf(VERIFIER, derived)), derived);
  });

  it("is the holder's own where none is, so that the roll refuses it", () => {
    assert.equal(identityOnRoll([HOLDER, derived], rollOf(VERIFIER)), HOLDER);
  });
});
