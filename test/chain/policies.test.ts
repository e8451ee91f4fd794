import assert from "node:assert/strict";
import { keccak256, toUtf8Bytes } from "ethers";
import { developmentAccount, type Account } from "../../src/chain/accounts.ts";
import { registerDepartment, readDepartmentAccount } from "../../src/chain/issuers.ts";
import { publishPolicy, readPolicy, readPolicyCount, retirePolicy } from "../../src/chain/policies.ts";
import { readPoliciesPublished, readPolicyPublished } from "../../src/chain/policy-events.ts";
import { policyTerms } from "../../src/protocol/credential/policy-terms.ts";
import { parsePolicy, policyText } from "../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { hashText } from "../../src/protocol/credential/tags.ts";
import { POLICY, RESIDENT } from "../protocol/credential/fixtures.ts";
import { startTestChain, type TestChain } from "./setup.ts";

describe("policies on a chain", () => {
  let test: TestChain;
  const department: Account = developmentAccount(1);
  const policy = parsePolicy({ ...POLICY, onRevocation: "lapses" }, SCHEMAS);
  const terms = policyTerms(policy, RESIDENT);
  const text = policyText(policy);

  before(async () => {
    test = await startTestChain();
    const { chain, organizer: account } = test;
    const { departmentId } = await registerDepartment({
      ...{ chain, account, did: policy.verifier, departmentAccount: department.address },
    });
    assert.equal(departmentId, terms.departmentId);
  });
  after(() => test.end());

  it("are read back with the terms and the text with which they were published", async () => {
    const { chain } = test;
    const { policyId, gasUsed } = await publishPolicy({ chain, account: department, terms, text });
    assert.ok(gasUsed > 0n);
    assert.equal(await readPolicyCount(chain), policyId);
    const record = await readPolicy(chain, policyId);
    assert.deepEqual([record.terms, record.retired], [terms, false]);
    assert.equal(record.textHash, keccak256(toUtf8Bytes(text)));
    const published = await readPolicyPublished(chain, policyId);
    assert.deepEqual([published.terms, published.text, published.time], [terms, text, record.publishedAt]);
  });

  it("are listed, all of them or those of one department", async () => {
    const { chain, organizer: account } = test;
    const other = developmentAccount(2);
    await registerDepartment({ chain, account, did: "did:web:b.example", departmentAccount: other.address });
    const theirs = { ...terms, departmentId: hashText("did:web:b.example") };
    await publishPolicy({ chain, account: other, terms: theirs, text });
    assert.deepEqual((await readPoliciesPublished(chain)).map(({ policyId }) => policyId), [1n, 2n]); // prettier-ignore
    const own = await readPoliciesPublished(chain, { departmentId: theirs.departmentId });
    assert.deepEqual(own.map(({ policyId }) => policyId), [2n]); // prettier-ignore
    assert.equal(await readDepartmentAccount(chain, 5n), undefined);
  });

  it("are refused from another account, twice and out of bounds, and retired by their department", async () => {
    const { chain, organizer } = test;
    const publish = { chain, account: department, terms, text };
    await assert.rejects(publishPolicy({ ...publish, account: organizer }), { detail: { error: "NotDepartment", account: organizer.address } }); // prettier-ignore
    await assert.rejects(publishPolicy(publish), { code: "ALREADY_DONE", message: /as number 1/ });
    const short = { ...terms, validity: 59 };
    await assert.rejects(publishPolicy({ ...publish, terms: short }), { code: "CONTRACT_REFUSED" });
    await retirePolicy({ chain, account: department, policyId: 1n });
    assert.equal((await readPolicy(chain, 1n)).retired, true);
    await assert.rejects(retirePolicy({ chain, account: department, policyId: 1n }), { code: "PHASE_WRONG" });
    await assert.rejects(readPolicy(chain, 9n), { code: "CONTRACT_REFUSED", message: /no policy 9/ });
  });
});
