import type { Text } from "../text.ts";

export const auditTexts = {
  summary: { en: "check all confirmations and enrolments on the chain yourself", zh: "自行核验链上全部核验记录与登记" },
  details: {
    en: "Reads the registries from the chain and checks again, from public data alone, every proof, time, state, policy and list; with published status lists and logs it checks these too. Exit code 1 if a check fails.",
    zh: "从链上读取各登记处，仅凭公开数据重新核验每个证明、时间、状态、核验要求和名册；给出已公布的吊销名单与日志时一并核验。任一项不通过时退出码为 1。",
  },
  log: { en: "a published log, as NUMBER=FILE (repeatable)", zh: "已公布的日志，格式 编号=文件（可重复）" },
  lists: {
    en: "folder with a key's revocation.json and suspension.json (repeatable)",
    zh: "某密钥的 revocation.json 与 suspension.json 所在目录（可重复）",
  },
  roll: {
    en: "a published list of voters of an enrolment, as ENROLMENT=LIST (repeatable)",
    zh: "由登记生成的已公布名册，格式 登记编号=名册编号（可重复）",
  },
  checking: { en: "Checking {id} …", zh: "正在检查 {id}……" },
  passed: { en: "yes", zh: "通过" },
  failed: { en: "NO", zh: "未通过" },
  verified: { en: "All {count} checks passed.", zh: "全部 {count} 项检查均通过。" },
  refused: { en: "NOT VERIFIED: {ids} failed.", zh: "未通过核验：{ids}。" },
  voidPolicies: {
    en: "Not covered: policy {policies} is void. Rely on nothing that stands under it.",
    zh: "不包括：核验要求 {policies} 无效，其下的一切登记均请勿采信。",
  },
} as const satisfies Record<string, Text>;
