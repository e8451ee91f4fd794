import type { Sentence } from "../../check.ts";
import { Faults, listed, plural } from "../../findings.ts";
import { hex32, keccakOfText } from "../../recompute/encoding.ts";
import type { AttestationCheck } from "../check.ts";
import type { AttestationLedger, PolicyEntry } from "../ledger.ts";
import { isAfter } from "../recompute/trust-history.ts";
import { namesOfTerms, voidPolicies, type VoidPolicy } from "../recompute/void-policies.ts";

/** Passes beside void policies: else one department could cast doubt on all others'. The detail names them, and what stands under them. */
export const policiesCheck: AttestationCheck = {
  id: "A4",
  name: "policies",
  claim: {
    en: "Every policy stands on chain as its registered department published it; those that their texts do not bear out are named void.",
    zh: "每项核验要求均按已登记部门所公布的内容保存在链上；与其文本不符的，逐一列为无效。",
  },
  run({ ledger }) {
    const faults = new Faults();
    ledger.policies.forEach((policy, at) => {
      faults.unless(policy.policyId === BigInt(at + 1), `policy ${at + 1} is missing`, `缺少核验要求 ${at + 1}`);
      judgePolicy(policy, { ledger, faults });
    });
    const isVoid = voidPolicies(ledger);
    const sound = ledger.policies.length - isVoid.length;
    const read = {
      en: `${plural(sound, "policy", "policies")} read and computed again, all agree`,
      zh: `重新读取并计算了 ${sound} 项核验要求，全部一致`,
    };
    const ids = isVoid.map(({ policyId }) => String(policyId));
    return faults.finding(withVoid(read, { isVoid, ledger }), { policies: ledger.policies.length, void: ids });
  },
};

function withVoid(
  { en, zh }: Sentence,
  { isVoid, ledger }: { isVoid: readonly VoidPolicy[]; ledger: AttestationLedger },
): Sentence {
  const [first] = isVoid;
  if (first === undefined) return { en, zh };
  const ids = new Set(isVoid.map(({ policyId }) => policyId));
  const attested = ledger.attestations.filter(({ kind, policyId }) => kind === "attested" && ids.has(policyId)).length;
  const enrolments = ledger.enrolments.filter(({ policyId }) => ids.has(policyId)).length;
  const numbers = listed([...ids]);
  return {
    en:
      `${en}; void: policy ${numbers} (${first.policyId}: ${first.reason.en}). ` +
      `"Verified" does not cover what stands under them: ${plural(attested, "attestation")}, ${plural(enrolments, "enrolment")}; do not rely on these`,
    zh:
      `${zh}；无效：核验要求 ${numbers}（${first.policyId}：${first.reason.zh}）。` +
      `“核验通过”不包括其下的 ${attested} 项证明登记和 ${enrolments} 次选民登记，请勿采信`,
  };
}

/** What no department can bring about: here the registry, or who shows it, is at fault. */
function judgePolicy(policy: PolicyEntry, { ledger, faults }: { ledger: AttestationLedger; faults: Faults }): void {
  const { policyId, terms, text, kept } = policy;
  faults.unless(
    hex32(keccakOfText(text)) === kept.textHash.toLowerCase(),
    `policy ${policyId} was published with another text`,
    `核验要求 ${policyId} 的文本与公布的不同`,
  );
  const differing = namesOfTerms(kept.terms).filter((name) => kept.terms[name] !== terms[name]);
  faults.unless(
    differing.length === 0,
    `policy ${policyId}: event and contract do not agree on its ${differing.join(", ")}`,
    `核验要求 ${policyId}：事件与合约中的 ${differing.join("、")} 不一致`,
  );
  const isRegistered = ledger.departments.some(
    (department) => department.departmentId === kept.terms.departmentId && isAfter(policy, department),
  );
  faults.unless(
    isRegistered,
    `policy ${policyId} is of no registered department`,
    `核验要求 ${policyId} 不属于已登记的部门`,
  );
  faults.unless(
    kept.retired === (policy.retiredAt !== undefined),
    `policy ${policyId}: contract and events do not agree on whether it is retired`,
    `核验要求 ${policyId}：合约与事件对其是否停用说法不一`,
  );
}
