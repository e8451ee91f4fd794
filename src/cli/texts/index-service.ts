import type { Text } from "../text.ts";

/** The index answers from the chain's records, for those who have no node of their own. */
export const indexTexts = {
  option: { en: "address of an index service", zh: "索引服务的地址" },
  checkOption: {
    en: "ask an index service instead of the chain, without telling it which ballot; with --rpc typed, the chain is asked too",
    zh: "改为向索引服务查询，且不透露查的是哪张票；若写明 --rpc，则同时与链核对",
  },
  voters: {
    en: "with --index: number of voters on the list, as you know it; a part of the record is then fetched, not all of it",
    zh: "与 --index 同用：您所知的名册人数；据此只取一部分记录，而非全部",
  },
  asked: {
    en: "The index was asked for a part of the record with at least 64 ballots (all, if there are fewer); it does not know which is yours.",
    zh: "所取记录至少含 64 张选票（不足则为全部），索引服务无法得知哪张是您的。",
  },
  itsWord: {
    en: "That is the index's word: it could leave out or invent. To hold it against the chain, name a node with --rpc.",
    zh: "以上是索引服务的说法，可能有遗漏或捏造。用 --rpc 指定节点即可与链核对。",
  },
  chainAgrees: { en: "The chain says the same.", zh: "与链上记录一致。" },
  chainDiffers: {
    en: "The chain says otherwise; believe the chain, and do not use this index:",
    zh: "链上记录与此不同：请以链为准，勿再使用该索引服务：",
  },
  relayHolds: {
    en: "A relayer took it, and has to send it by {by} (chain time). After that, send the very same ballot another way:\n  psephos ballot send {file}",
    zh: "中继已收到此票，须于 {by}（链上时间）前提交。逾期请换一种方式发送同一张选票：\n  psephos ballot send {file}",
  },
  sendAgain: {
    en: "The very same ballot can be sent again:\n  psephos ballot send {file}",
    zh: "可再次发送同一张选票：\n  psephos ballot send {file}",
  },
} as const satisfies Record<string, Text>;

export const alertTexts = {
  summary: { en: "what the watcher found wrong", zh: "查看监控发现的问题" },
  details: {
    en: "Shows what is wrong now and what to do, the newest first. Exit code 1 if something must be looked at at once.",
    zh: "显示当前的问题及处理办法，最新的在前。若有须立即处理的问题，退出码为 1。",
  },
  index: { en: "address of the service that watches", zh: "监控服务的地址" },
  all: { en: "those that are over too", zh: "包括已解除的" },
  none: { en: "Nothing is wrong.", zh: "没有问题。" },
  head: { en: "{severity}, since {at}: {kind} · {subject}", zh: "{severity}，始于 {at}：{kind} · {subject}" },
  cleared: { en: "Over since {at}.", zh: "已于 {at} 解除。" },
  more: { en: "Only the newest {count} are shown.", zh: "仅显示最新的 {count} 条。" },
} as const satisfies Record<string, Text>;

export const severityTexts = {
  info: { en: "Good to know", zh: "提示" },
  warning: { en: "Look today", zh: "当日处理" },
  critical: { en: "LOOK NOW", zh: "立即处理" },
} as const satisfies Record<string, Text>;

export const trailTexts = {
  summary: { en: "who did what, when, in which transaction", zh: "查看何时、何角色、在哪笔交易中做了什么" },
  details: {
    en: "Everything that the contracts recorded, the newest last: what somebody is, and the account where the record itself names it, never a person. With --csv as a table for spreadsheets, the oldest first, at most 5,000 rows; --from fetches the rest.",
    zh: "合约记录的全部操作，最新的在最后：只有角色，以及记录本身载明的账户，没有个人。用 --csv 可写成电子表格，最早的在前，最多 5000 行；其余用 --from 续取。",
  },
  subject: { en: "only about this, such as election:1, or policy", zh: "只看某一对象，如 election:1 或 policy" },
  role: { en: "only by this role, such as organizer", zh: "只看某一角色，如 organizer" },
  from: { en: "only from this time on, such as 2026-03-01T18:00Z", zh: "只看此时间之后，如 2026-03-01T18:00Z" },
  count: { en: "how many to show (default: 50, at most 200)", zh: "显示条数（默认 50，最多 200）" },
  csv: { en: "write a table for spreadsheets", zh: "写成电子表格文件" },
  none: { en: "Nothing of that kind is recorded.", zh: "没有此类记录。" },
  older: { en: "There are older ones: --csv writes them all.", zh: "还有更早的记录：可用 --csv 全部写出。" },
  notFinal: { en: "may still be undone", zh: "尚未最终确定" },
  asOf: { en: "As of block {block}, {at}; the index's word.", zh: "截至区块 {block}，{at}；依据索引服务。" },
  written: { en: "Written: {file} ({rows} rows)", zh: "已写入：{file}（{rows} 行）" },
  writtenPart: {
    en: "There are more: go on with --from and the time of the last row.",
    zh: "还有更多：请以最后一行的时间用 --from 续取。",
  },
} as const satisfies Record<string, Text>;

export const roleTexts = {
  organizer: { en: "organizer", zh: "组织者" },
  trustee: { en: "key keeper", zh: "密钥保管人" },
  registrar: { en: "registrar", zh: "名册管理员" },
  "voter or relayer": { en: "voter or relayer", zh: "选民或中继" },
  "holder or relayer": { en: "holder or relayer", zh: "持证人或中继" },
  department: { en: "department", zh: "部门" },
  governor: { en: "authority", zh: "主管机关" },
  "department or governor": { en: "department or authority", zh: "部门或主管机关" },
  "log operator": { en: "keeper of the log", zh: "日志管理方" },
  "authority member": { en: "member of the authority", zh: "主管机关成员" },
  anyone: { en: "anyone", zh: "任何人" },
  unknown: { en: "unknown", zh: "未知" },
} as const satisfies Record<string, Text>;
