import type { ElectionArchive } from "../../protocol/archive.ts";
import type { Sentence } from "./check.ts";
import { readManifestFacts } from "./recompute/manifest-facts.ts";
import type { CheckOutcome, Verdict } from "./verify-archive.ts";

type Language = keyof Sentence;

export interface ReportInput {
  readonly archive: ElectionArchive;
  readonly verdict: Verdict;
  readonly language: Language;
  /** Emphasis for good and bad marks, where the reader's screen has any. */
  readonly emphasis?: { good(text: string): string; bad(text: string): string } | undefined;
}

/** The report as lines of plain text: what was checked, one line a check, the result, and what to make of it. */
export function reportLines({ archive, verdict, language, emphasis = NONE }: ReportInput): string[] {
  const words = WORDS[language];
  const { election, chain } = archive;
  const title = readManifestFacts(archive.manifest)?.title[language];
  const conclusion = verdict.verified
    ? emphasis.good((election.result === null ? words.verifiedSoFar : words.verified)(verdict.checks.length))
    : emphasis.bad(words.refused(failedIds(verdict)));
  return [
    ...(title === undefined ? [] : [title]),
    words.heading(election.electionId, chain.chainId),
    words.contract(chain.elections),
    "",
    ...verdict.checks.map((check) => checkLine({ check, language, emphasis })),
    "",
    ...resultLines(archive, language),
    "",
    conclusion,
    words.limits,
  ];
}

export const NONE = { good: (text: string) => text, bad: (text: string) => text };

/** What a line tells of a check, of whatever record. */
export interface ToldCheck extends Pick<CheckOutcome, "ok" | "claim" | "detail"> {
  readonly id: number | string;
}

export function checkLine(input: {
  check: ToldCheck;
  language: Language;
  emphasis: NonNullable<ReportInput["emphasis"]>;
}): string {
  const { check, language, emphasis } = input;
  const { id, ok, claim, detail } = check;
  const { passed, failed, aside, contradiction } = WORDS[language];
  const mark = ok ? emphasis.good(passed) : emphasis.bad(failed);
  return `${String(id).padStart(3)}  ${mark}  ${claim[language]}${ok ? aside(detail[language]) : contradiction(detail[language])}`;
}

function failedIds({ checks }: Verdict): string {
  return checks
    .filter(({ ok }) => !ok)
    .map(({ id }) => id)
    .join(", ");
}

/** Counts under the names that the manifest gives; by number where it cannot be read. */
function resultLines({ election, manifest }: ElectionArchive, language: Language): string[] {
  const words = WORDS[language];
  if (election.result === null) return [words.noResult];
  const options = readManifestFacts(manifest)?.options;
  const counts = options === undefined ? election.result.counts : election.result.counts.slice(0, options.length);
  return [
    words.result(election.ballots.length),
    ...counts.map((count, at) => `  ${String(count).padStart(8)}  ${options?.[at]?.label[language] ?? `#${at + 1}`}`),
  ];
}

interface Words {
  readonly passed: string;
  readonly failed: string;
  readonly noResult: string;
  readonly limits: string;
  readonly heading: (electionId: bigint, chainId: number) => string;
  readonly contract: (address: string) => string;
  readonly aside: (detail: string) => string;
  readonly contradiction: (detail: string) => string;
  readonly result: (ballots: number) => string;
  readonly verified: (count: number) => string;
  readonly verifiedSoFar: (count: number) => string;
  readonly refused: (ids: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    passed: "ok  ",
    failed: "FAIL",
    noResult: "No result was published.",
    limits:
      "An archive speaks for what it holds. Whether it is the record of the chain, the chain tells: psephos verify FILE --rpc URL",
    heading: (electionId, chainId) => `Verification of election ${electionId} on chain ${chainId}`,
    contract: (address) => `Contract ${address}`,
    aside: (detail) => ` ${detail}.`,
    contradiction: (detail) => ` NOT SO: ${detail}.`,
    result: (ballots) => `Result of ${ballots} ballots:`,
    verified: (count) => `VERIFIED: all ${count} checks passed.`,
    verifiedSoFar: (count) => `VERIFIED so far: all ${count} checks passed, and there is no result to rely on.`,
    refused: (ids) => `NOT VERIFIED: check ${ids} failed. Do not rely on this result.`,
  },
  zh: {
    passed: "通过",
    failed: "失败",
    noResult: "尚未公布结果。",
    limits: "存档只能证明其自身内容。要确认它与链上记录一致，请运行：psephos verify 文件 --rpc URL",
    heading: (electionId, chainId) => `链 ${chainId} 上选举 ${electionId} 的核验报告`,
    contract: (address) => `合约 ${address}`,
    aside: (detail) => `${detail}。`,
    contradiction: (detail) => `不成立：${detail}。`,
    result: (ballots) => `${ballots} 张选票的结果：`,
    verified: (count) => `核验通过：全部 ${count} 项检查成立。`,
    verifiedSoFar: (count) => `目前核验通过：全部 ${count} 项检查成立，但尚无可依据的结果。`,
    refused: (ids) => `核验未通过：第 ${ids} 项检查失败。请勿采信此结果。`,
  },
};
