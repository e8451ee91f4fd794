import { PsephosError } from "../../../../errors.ts";
import { parseAskedPolicy } from "../../../../protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../../../protocol/credential/schemas.ts";
import { Faults, plural } from "../../findings.ts";
import { hex32, keccakOfText } from "../../recompute/encoding.ts";
import type { AttestationCheck } from "../check.ts";
import type { AttestationLedger, PolicyEntry, Terms } from "../ledger.ts";
import { isAfter } from "../recompute/trust-history.ts";

export const policiesCheck: AttestationCheck = {
  id: "A4",
  name: "policies",
  claim: {
    en: "Every policy asks on chain what its text says, in the name of a registered department.",
    zh: "每项核验要求在链上的内容与其文本一致，且以已登记部门的名义提出。",
  },
  run({ ledger }) {
    const faults = new Faults();
    ledger.policies.forEach((policy, at) => {
      faults.unless(policy.policyId === BigInt(at + 1), `policy ${at + 1} is missing`, `缺少核验要求 ${at + 1}`);
      judgePolicy(policy, { ledger, faults });
    });
    return faults.finding(
      {
        en: `${plural(ledger.policies.length, "policy", "policies")} read and computed again, all agree`,
        zh: `重新读取并计算了 ${ledger.policies.length} 项核验要求，全部一致`,
      },
      { policies: ledger.policies.length },
    );
  },
};

function judgePolicy(policy: PolicyEntry, { ledger, faults }: { ledger: AttestationLedger; faults: Faults }): void {
  const { policyId, terms, text, kept } = policy;
  const isText = hex32(keccakOfText(text)) === kept.textHash.toLowerCase();
  faults.unless(
    isText,
    `policy ${policyId} was published with another text`,
    `核验要求 ${policyId} 的文本与公布的不同`,
  );
  const expected = termsOf(text);
  if (expected === undefined) {
    faults.add(`the text of policy ${policyId} is no policy in its one form`, `核验要求 ${policyId} 的文本格式有误`);
  } else {
    for (const [where, stated] of [
      ["event", terms],
      ["contract", kept.terms],
    ] as const) {
      const differing = (Object.keys(expected) as (keyof Terms)[]).filter((name) => expected[name] !== stated[name]);
      faults.unless(
        differing.length === 0,
        `policy ${policyId}: ${differing.join(", ")} of the ${where} do not follow from its text`,
        `核验要求 ${policyId}：${where === "event" ? "事件" : "合约"}中的 ${differing.join("、")} 与文本不符`,
      );
    }
  }
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

/** What contracts should know of a text; undefined where it is no policy. */
function termsOf(text: string): Terms | undefined {
  try {
    const asked = parseAskedPolicy(JSON.parse(text), SCHEMAS);
    return asked.text === text ? asked.terms : undefined;
  } catch (error) {
    if (error instanceof PsephosError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
