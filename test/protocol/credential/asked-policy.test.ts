import assert from "node:assert/strict";
import { describeAskedPolicy, parseAskedPolicy, shownName } from "../../../src/protocol/credential/asked-policy.ts";
import { describePairPolicy } from "../../../src/protocol/credential/describe-pair-policy.ts";
import { describePolicy } from "../../../src/protocol/credential/describe-policy.ts";
import { pairPolicyHash, parsePairPolicy } from "../../../src/protocol/credential/pair-policy.ts";
import { policyHash } from "../../../src/protocol/credential/policy-hash.ts";
import { parsePolicy } from "../../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { POLICY, RESIDENT, VERIFIER } from "./fixtures.ts";

const PAIR = {
  format: "psephos.pair-policy/1",
  first: POLICY,
  second: POLICY,
  equal: [{ first: "district", second: "district" }],
};

describe("a policy's file", () => {
  it("of one credential has the terms that follow from its text", () => {
    const policy = parsePolicy(POLICY, SCHEMAS);
    const asked = parseAskedPolicy(POLICY, SCHEMAS);
    assert.deepEqual(JSON.parse(asked.text), POLICY);
    assert.deepEqual(
      [asked.terms.policyHash, asked.terms.circuit, asked.terms.lapses, asked.terms.validity],
      [policyHash(policy, RESIDENT), "presentation-plain", false, 2_592_000],
    );
    for (const locale of ["zh", "en"] as const) {
      assert.deepEqual(describeAskedPolicy(asked, locale), describePolicy({ policy, schema: RESIDENT, locale }));
    }
    assert.equal(shownName(asked, { part: 0, attribute: "sex" }), "sex");
    const requests = [{ ...POLICY.requests[0]!, show: "sealed" }];
    const sealing = parseAskedPolicy({ ...POLICY, requests, verifierKey: VERIFIER.publicKey.map(String) }, SCHEMAS);
    assert.equal(sealing.terms.circuit, "presentation");
  });

  it("of two credentials has their common terms, another hash and another circuit", () => {
    const pair = parsePairPolicy(PAIR, SCHEMAS);
    const asked = parseAskedPolicy(PAIR, SCHEMAS);
    const one = parseAskedPolicy(POLICY, SCHEMAS);
    const expected = { policyHash: pairPolicyHash(pair, SCHEMAS), circuit: "presentation-pair" };
    assert.deepEqual(asked.terms, { ...one.terms, ...expected });
    assert.equal(asked.parts.length, 2);
    for (const locale of ["zh", "en"] as const) {
      assert.deepEqual(describeAskedPolicy(asked, locale), describePairPolicy({ pair, schemas: SCHEMAS, locale }));
    }
    assert.equal(shownName(asked, { part: 1, attribute: "sex" }), "second.sex");
  });

  it("is refused for what is wrong with it, of either form", () => {
    assert.throws(() => parseAskedPolicy({ ...POLICY, format: "psephos.policy/9" }, SCHEMAS), {
      code: "POLICY_MALFORMED",
    });
    assert.throws(() => parseAskedPolicy({ ...PAIR, equal: [{ first: "sex", second: "sex" }] }, SCHEMAS), {
      code: "POLICY_MALFORMED",
    });
    assert.throws(() => parseAskedPolicy(null, SCHEMAS), { code: "POLICY_MALFORMED" });
  });
});
