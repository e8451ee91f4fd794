import assert from "node:assert/strict";
import { hkdfSync } from "node:crypto";
import { AbiCoder, getBytes } from "ethers";
import { Identity as SemaphoreIdentity } from "@semaphore-protocol/core";
import { enrolmentIdentity } from "../../../src/protocol/credential/enrolment-identity.ts";
import { HOLDER, VERIFIER } from "./fixtures.ts";

const PLACE = { chainId: 31_337n, contract: "0x5fbdb2315678afecb367f032d93f642f64180aa3", enrolmentId: 7n };

describe("the identity of an open electorate", () => {
  it("is the one that node's HKDF and Semaphore's identity give", () => {
    const types = ["string", "uint256", "address", "uint256"];
    const values = ["psephos.enrolment.v1", PLACE.chainId, PLACE.contract, PLACE.enrolmentId];
    const info = getBytes(AbiCoder.defaultAbiCoder().encode(types, values));
    const key = new Uint8Array(hkdfSync("sha256", HOLDER.privateKey, new Uint8Array(), info, 32));
    const derived = enrolmentIdentity(HOLDER, PLACE);
    assert.deepEqual(derived.privateKey, key);
    assert.equal(derived.commitment, new SemaphoreIdentity(key).commitment);
  });

  it("T077: is the same each time for one electorate, and another one for another electorate, contract, chain or holder", () => {
    const commitments = [
      HOLDER,
      enrolmentIdentity(HOLDER, PLACE),
      enrolmentIdentity(HOLDER, { ...PLACE, enrolmentId: 8n }),
      enrolmentIdentity(HOLDER, { ...PLACE, contract: "0x5fbdb2315678afecb367f032d93f642f64180aa4" }),
      enrolmentIdentity(HOLDER, { ...PLACE, chainId: 1n }),
      enrolmentIdentity(VERIFIER, PLACE),
    ].map(({ commitment }) => commitment);
    assert.equal(new Set(commitments).size, commitments.length);
    assert.equal(enrolmentIdentity(HOLDER, { ...PLACE }).commitment, commitments[1]);
  });
});
