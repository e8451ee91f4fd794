import type { ElectionArchive } from "../../protocol/archive.ts";
import type { Sentence } from "./check.ts";
import type { CheckOutcome, Verdict } from "./verify-archive.ts";

type Language = keyof Sentence;

export interface ReportInput {
  readonly archive: ElectionArchive;
  readonly verdict: Verdict;
  readonly language: Language;
}

/** The report as lines of plain text: what was checked, one line a check, the result, and what to make of it. */
export function reportLines({ archive, verdict, language }: ReportInput): string[] {
  const words = WORDS[language];
  const { election, chain } = archive;
  return [
    words.heading(election.electionId, chain.chainId),
    words.contract(chain.elections),
    "",
    ...verdict.checks.map((check) => checkLine(check, language)),
    "",
    ...resultLines(archive, words),
    verdict.verified ? words.verified(verdict.checks.length) : words.refused(failedIds(verdict)),
    words.limits,
  ];
}

function checkLine({ id, ok, claim, detail }: CheckOutcome, language: Language): string {
  const { passed, failed, aside } = WORDS[language];
  return `${String(id).padStart(2)}  ${ok ? passed : failed}  ${claim[language]}${aside(detail[language])}`;
}

function failedIds({ checks }: Verdict): string {
  return checks
    .filter(({ ok }) => !ok)
    .map(({ id }) => id)
    .join(", ");
}

function resultLines({ election }: ElectionArchive, words: Words): string[] {
  return election.result === null ? [words.noResult, ""] : [words.result(election.result.counts), ""];
}

interface Words {
  readonly passed: string;
  readonly failed: string;
  readonly noResult: string;
  readonly limits: string;
  heading(electionId: bigint, chainId: number): string;
  contract(address: string): string;
  aside(detail: string): string;
  result(counts: readonly bigint[]): string;
  verified(count: number): string;
  refused(ids: string): string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    passed: "ok  ",
    failed: "FAIL",
    noResult: "No result was published.",
    limits:
      "An archive speaks for what it holds. That it is the archive of this chain, a chain tells: psephos verify --rpc URL --election ID --archive FILE.",
    heading: (electionId, chainId) => `Verification of election ${electionId} on chain ${chainId}`,
    contract: (address) => `Contract ${address}`,
    aside: (detail) => ` — ${detail}.`,
    result: (counts) => `Result: ${counts.join(", ")}`,
    verified: (count) => `VERIFIED: all ${count} checks passed.`,
    refused: (ids) => `NOT VERIFIED: check ${ids} failed. Do not rely on this result.`,
  },
  zh: {
    passed: "通过",
    failed: "失败",
    noResult: "尚未公布结果。",
    limits:
      "存档只能证明其自身内容。要确认它与链上记录一致，请运行：psephos verify --rpc URL --election ID --archive FILE。",
    heading: (electionId, chainId) => `链 ${chainId} 上选举 ${electionId} 的核验报告`,
    contract: (address) => `合约 ${address}`,
    aside: (detail) => `（${detail}）`,
    result: (counts) => `结果：${counts.join("，")}`,
    verified: (count) => `核验通过：全部 ${count} 项检查成立。`,
    refused: (ids) => `核验未通过：第 ${ids} 项检查失败。请勿采信此结果。`,
  },
};
