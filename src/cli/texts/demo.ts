import type { Chapter, StoryLine, StoryName, Work } from "../../roles/demo/narrator.ts";
import type { Text } from "../text.ts";
import { attestationChapters, attestationCheats, attestationLines, attestationWorks } from "./demo-attestation.ts";
import { electionChapters, electionCheats, electionLines, electionWorks } from "./demo-election.ts";

export const demoTexts = {
  summary: {
    en: "see a whole election, and citizens who prove without showing, for real",
    zh: "观看一次完整的选举，以及公民如何证明而不出示：全部真实运行",
  },
  details: {
    en: `Tells two stories, each on a chain of its own on this computer: real keys, real proofs, contracts
that enforce every rule, and cheaters who are refused. In the first, people vote in secret, and the
opened result is compared with the plain count, which only a demonstration knows. In the second,
citizens prove to offices what these may know, and see who looked at their data. With --ballots a
count from a file is replayed: one line a voter, an optional weight first, then a value for each
option; see docs/examples. Options of one story alone tell that story alone.`,
    zh: `讲述两个故事，各在本机的独立链上运行：真实的密钥与证明，合约执行每条规则，作弊者逐一被拒。
第一个故事是秘密投票，最后将打开的结果与明文计票对比（只有演示才知道明文）。第二个故事中，
公民向各部门证明其可以知道的事项，并能看到谁查阅过自己的数据。用 --ballots 可重放文件中的计票：
每行一位选民，可先给出权重，再给出每个选项的数值；示例见 docs/examples。
只给出其中一个故事的选项时，只讲那个故事。`,
  },
  story: { en: "which story to tell: election, attestation or both", zh: "讲哪个故事：election、attestation 或 both" },
  citizens: { en: "how many people get a credential, 5 to 100 (8)", zh: "领取凭证的人数，5 至 100（8）" },
  voters: { en: "how many people vote (24)", zh: "投票人数（24）" },
  options: { en: "how many options there are, 2 to 8 (4)", zh: "选项数，2 至 8（4）" },
  trustees: { en: "how many key keepers there are, 2 to 16 (5)", zh: "密钥保管人数，2 至 16（5）" },
  threshold: { en: "how many of them can open the result (3)", zh: "打开结果所需的保管人数（3）" },
  lost: { en: "how many of them lose their key before the end (2)", zh: "中途丢失密钥的保管人数（2）" },
  rules: {
    en: "single, approval, limited, cumulative, budget, score, quadratic or borda (single); add +blank to allow blank ballots, +weighted to give voters weights",
    zh: "single、approval、limited、cumulative、budget、score、quadratic 或 borda（single）；加 +blank 允许空白票，加 +weighted 给选民不同权重",
  },
  ballots: {
    en: "replay the ballots of this CSV file (- for standard input)",
    zh: "重放该 CSV 文件中的选票（- 表示标准输入）",
  },
  openingAttestation: {
    en: "Citizens prove to offices what these may know, and nothing else. For real: every credential, every proof and every refusal below happens on this computer now.",
    zh: "公民向各部门证明其可以知道的事项，除此之外什么也不透露。以下每张凭证、每次证明与拒绝都正在本机上真实发生。",
  },
  opening: {
    en: "A whole election, for real: every lock, every proof and every refusal below happens on this computer now.",
    zh: "一次真实的完整选举：以下每一次加密、证明与拒绝都正在本机上发生。",
  },
  refused: { en: "refused", zh: "被拒" },
  passed: { en: "ok", zh: "通过" },
  failed: { en: "FAILED", zh: "失败" },
  rate: { en: "{rate} a second, {left} s left", zh: "每秒 {rate} 个，约剩 {left} 秒" },
  costs: {
    en: "Cost on the record (gas): a ballot alone {alone}, a ballot in a batch {batched}, opening altogether {opening}.",
    zh: "链上费用（gas）：单张选票 {alone}，批量中每张 {batched}，打开结果合计 {opening}。",
  },
  took: {
    en: "It took {total} seconds, {proving} of them to lock and prove the ballots.",
    zh: "共用 {total} 秒，其中 {proving} 秒用于加密并证明选票。",
  },
  costsAttestation: {
    en: "Cost on the record (gas): a proof alone {alone}, a proof in this batch {batched}, an enrolment in a batch {enrolled}.",
    zh: "链上费用（gas）：单独登记一份证明 {alone}，本次批量中每份 {batched}，批量登记选民每人 {enrolled}。",
  },
  tookAttestation: {
    en: "It took {total} seconds.",
    zh: "共用 {total} 秒。",
  },
  again: {
    en: "Check it yourself, here or on another computer:",
    zh: "可在本机或其他电脑上自行核验：",
  },
} as const satisfies Record<string, Text>;

/** When both are told. */
export const storyTitles: Readonly<Record<StoryName, Text>> = {
  election: { en: "FIRST STORY: A SECRET VOTE", zh: "第一个故事：秘密投票" },
  attestation: { en: "SECOND STORY: PROVING WITHOUT SHOWING", zh: "第二个故事：证明而不出示" },
};

export const chapterTitles: Readonly<Record<Chapter, Text>> = { ...electionChapters, ...attestationChapters };
export const workLabels: Readonly<Record<Work, Text>> = { ...electionWorks, ...attestationWorks };
/** `developmentKeys` is said in both, alike. */
export const storyTexts: Readonly<Record<StoryLine, Text>> = { ...electionLines, ...attestationLines };

/** What each cheater tries and why it fails; the key is the cheat and the attempt. */
export const cheatTexts: Readonly<Record<string, Text>> = { ...electionCheats, ...attestationCheats };
