import type { Sentence } from "../check.ts";
import { checkLine, NONE, type ReportInput } from "../report.ts";
import type { AttestationVerdict } from "./audit-ledger.ts";
import type { AttestationLedger } from "./ledger.ts";

type Language = keyof Sentence;

export interface AttestationReportInput {
  readonly ledger: Pick<AttestationLedger, "chainId" | "block" | "contracts">;
  readonly verdict: AttestationVerdict;
  readonly language: Language;
  readonly emphasis?: ReportInput["emphasis"];
}

/** The report as lines of plain text: of what, one line a check, and what to make of it. */
export function attestationReportLines({
  ledger,
  verdict,
  language,
  emphasis = NONE,
}: AttestationReportInput): string[] {
  const words = WORDS[language];
  const failed = verdict.checks.filter(({ ok }) => !ok).map(({ id }) => id);
  const { voidPolicies: isVoid } = verdict;
  return [
    words.heading(ledger.chainId, ledger.block),
    words.contract(ledger.contracts.attestations),
    "",
    ...verdict.checks.map((check) => checkLine({ check, language, emphasis })),
    "",
    verdict.verified
      ? emphasis.good(words.verified(verdict.checks.length))
      : emphasis.bad(words.refused(failed.join(", "))),
    ...(isVoid.length === 0 ? [] : [emphasis.bad(words.void(isVoid.join(", ")))]),
  ];
}

interface Words {
  readonly heading: (chainId: number, block: number) => string;
  readonly contract: (address: string) => string;
  readonly verified: (count: number) => string;
  readonly refused: (ids: string) => string;
  readonly void: (policies: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    heading: (chainId, block) => `Verification of credentials on chain ${chainId} up to block ${block}`,
    contract: (address) => `Attestation registry ${address}`,
    verified: (count) => `VERIFIED: all ${count} checks passed.`,
    refused: (ids) => `NOT VERIFIED: check ${ids} failed. Do not rely on these attestations.`,
    void: (policies) => `Not covered: policy ${policies} is void. Rely on nothing that stands under it.`,
  },
  zh: {
    heading: (chainId, block) => `链 ${chainId} 上凭证记录的核验报告，截至区块 ${block}`,
    contract: (address) => `证明登记合约 ${address}`,
    verified: (count) => `核验通过：全部 ${count} 项检查成立。`,
    refused: (ids) => `核验未通过：第 ${ids} 项检查失败。请勿采信这些证明登记。`,
    void: (policies) => `不包括：核验要求 ${policies} 无效，其下的一切登记均请勿采信。`,
  },
};
