import assert from "node:assert/strict";
import { keccak256, toUtf8Bytes } from "ethers";
import { parseAskedPolicy } from "../../../../src/protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../../../src/protocol/credential/schemas.ts";
import type { AttestationSubject } from "../../../../src/roles/auditor/attestations/check.ts";
import { policiesCheck } from "../../../../src/roles/auditor/attestations/checks/a4-policies.ts";
import { enrolmentsCheck } from "../../../../src/roles/auditor/attestations/checks/a8-enrolments.ts";
import { auditLedger } from "../../../../src/roles/auditor/attestations/audit-ledger.ts";
import { attestationReportLines } from "../../../../src/roles/auditor/attestations/report.ts";
import type { AttestationLedger, PolicyEntry } from "../../../../src/roles/auditor/attestations/ledger.ts";
import { POLICY } from "../../../protocol/credential/fixtures.ts";

const { terms, text } = parseAskedPolicy(POLICY, SCHEMAS);
const moment = (blockNumber: number) => ({ blockNumber, logIndex: 0, time: 1000 + blockNumber });
const address = `0x${"11".repeat(20)}`;

/** As the contract keeps what a department sent, whatever it is. */
function published(policyId: bigint, changes: { text?: string; terms?: Partial<typeof terms> } = {}): PolicyEntry {
  const sent = { terms: { ...terms, ...changes.terms }, text: changes.text ?? text };
  const kept = { terms: sent.terms, textHash: keccak256(toUtf8Bytes(sent.text)), retired: false };
  return { ...moment(10 + Number(policyId)), policyId, ...sent, kept, retiredAt: undefined };
}

function ledgerOf(...policies: PolicyEntry[]): AttestationLedger {
  return {
    ...{ chainId: 31337, block: 99, time: 9999, verifyingKeys: [], trust: [], trustRoot: 0n, records: [], logs: [] },
    contracts: { issuers: address, policies: address, attestations: address, enrolments: address, logs: address },
    departments: [{ ...moment(1), departmentId: terms.departmentId, did: POLICY.verifier }],
    attestations: [],
    enrolments: policies.map(({ policyId }) => ({
      ...{ enrolmentId: policyId, policyId, opensAt: 0, closesAt: 9999, size: 0, enrolled: [] },
    })),
    rolls: [],
    policies,
  };
}

const check = (ledger: AttestationLedger) => policiesCheck.run({ ledger } as unknown as AttestationSubject);

describe("a policy that its text does not bear out", () => {
  const others = [
    published(2n, { text: "{}" }),
    published(2n, { text: "no JSON" }),
    published(2n, { text: ` ${text}` }),
    published(2n, { terms: { policyHash: (terms.policyHash + 1n) as typeof terms.policyHash } }),
  ];

  it("is void with what stands under it, and casts no doubt on the others", async () => {
    for (const other of others) {
      const { ok, detail, evidence } = await check(ledgerOf(published(1n), other));
      assert.equal(ok, true);
      assert.deepEqual(evidence["void"], ["2"]);
      assert.match(
        detail.en,
        /^1 policy read .* void: policy 2 .*"Verified" does not cover .* 1 enrolment; do not rely/,
      );
      assert.match(detail.zh, /无效：核验要求 2/);
    }
    assert.deepEqual((await check(ledgerOf(published(1n)))).evidence["void"], []);
  });

  it("is told beside the verdict, in both languages", async () => {
    const ledger = ledgerOf(published(1n), others[0]!);
    const verdict = await auditLedger({ ledger });
    assert.deepEqual(verdict.voidPolicies, [2n]);
    assert.match(attestationReportLines({ ledger, verdict, language: "en" }).at(-1)!, /policy 2 is void/);
    assert.match(attestationReportLines({ ledger, verdict, language: "zh" }).at(-1)!, /核验要求 2 无效/);
  });

  it("gives no roll: one made of its enrolment is refused", async () => {
    const ledger = ledgerOf(published(1n), others[0]!);
    const detailOf = async (enrolmentId: bigint) => {
      const files = { electorates: [{ enrolmentId, rollId: 1n }] };
      const subject = { ledger, files, judgeProofs: () => Promise.resolve([]) } as unknown as AttestationSubject;
      return (await enrolmentsCheck.run(subject)).detail.en;
    };
    assert.match(await detailOf(2n), /whose policy is void/);
    assert.doesNotMatch(await detailOf(1n), /whose policy is void/);
  });

  it("is another thing than a registry that contradicts itself, which fails", async () => {
    const [sound, other] = [published(1n), published(2n)];
    const contradicting: AttestationLedger[] = [
      ledgerOf(other),
      ledgerOf({ ...sound, text: "{}" }),
      ledgerOf({ ...sound, terms: { ...sound.terms, scopeId: 5n } }),
      ledgerOf({ ...sound, kept: { ...sound.kept, retired: true } }),
      { ...ledgerOf(sound), departments: [] },
    ];
    for (const ledger of contradicting) assert.equal((await check(ledger)).ok, false);
  });
});
