import type { Text } from "../text.ts";

/** A relayer sends on what people hand it, so that no account of theirs is seen. */
export const relayTexts = {
  option: {
    en: "send it through a relayer, without an account of your own; several, separated by commas, are tried in turn (none: directly)",
    zh: "通过中继代为提交，无需自己的账户；多个地址以逗号分隔，依次尝试（none：直接提交）",
  },
  leave: {
    en: "only hand it over to the relayer, and do not wait until it is recorded",
    zh: "只交给中继，不等待记录完成",
  },
  url: { en: "address of the relayer", zh: "中继地址" },
  ticket: { en: "ticket from the relayer's receipt", zh: "中继回执中的编号" },
  handingOver: {
    en: "Handing it over to {url}, which sends it among others after {shortest} to {longest} …",
    zh: "正在交给 {url}，它将于 {shortest}至{longest}后与其他提交一并发送……",
  },
  directAdvised: {
    en: "This relayer has trouble at present and advises to send directly; it may take long.",
    zh: "该中继目前有困难，建议直接提交；可能需要较长时间。",
  },
  promised: {
    en: "It signed that it will send it by {by} (chain time):\n  {file}",
    zh: "它已签字承诺最迟于 {by}（链上时间）提交：\n  {file}",
  },
  mayStop: {
    en: "Your own node will tell when it is recorded. You may stop here with Ctrl-C: nothing is lost.",
    zh: "是否已记录以您自己的节点为准。此时可按 Ctrl-C 停止，不会丢失任何内容。",
  },
  failed: { en: "{url}: {reason}", zh: "{url}：{reason}" },
  recorded: { en: "It is recorded for good: your own node says so.", zh: "已最终记录：由您自己的节点确认。" },
  otherWays: {
    en: "It may still come: psephos ballot check {file}\nThe very same ballot can go another way:\n  psephos ballot send {file} --relay URL\n  psephos ballot send {file} --account NAME\nWith an account everybody sees which one pays.",
    zh: "选票仍有可能计入，可查询：psephos ballot check {file}\n也可换一种方式发送同一张选票：\n  psephos ballot send {file} --relay 地址\n  psephos ballot send {file} --account 账户名\n使用账户时，所有人都能看到由哪个账户付费。",
  },
  otherWaysToRecord: {
    en: "Prove again: with another --relay, with --to for somebody else to send, or with --account (everybody sees which account pays). Twice is recorded as once.",
    zh: "可重新出具证明：换一个 --relay，或用 --to 交他人代为提交，或用 --account（付费账户人人可见）。重复提交只记一次。",
  },
  directly: {
    en: "Cast it directly? Everybody can see that the account {account} pays for it.",
    zh: "是否直接投出？所有人都能看到由账户 {account} 付费。",
  },
  handedOver: {
    en: "The relayer has it. It is recorded once your own node says so.",
    zh: "已交给中继。以您自己的节点确认为准。",
  },
  showSummary: { en: "who a relayer is, and how it sends", zh: "查看中继的身份与提交方式" },
  showDetails: {
    en: "A relayer is never believed: your own node tells whether something is recorded, and everything can be sent directly too. It learns your network address, as every website does, but not what you voted.",
    zh: "无需信任中继：是否已记录由您自己的节点确认，任何内容也都可以直接提交。中继会像任何网站一样看到您的网络地址，但无法得知您投给了谁。",
  },
  account: { en: "Account", zh: "账户" },
  chain: { en: "Chain", zh: "链" },
  contracts: { en: "Elections at", zh: "选举合约" },
  waits: { en: "Waits", zh: "等待时间" },
  waitsFrom: { en: "{shortest} to {longest}, by lot", zh: "{shortest}至{longest}，随机" },
  together: { en: "Sends together", zh: "每批" },
  togetherUpTo: { en: "up to {count}", zh: "最多 {count} 份" },
  stopsBefore: { en: "Takes nothing", zh: "停止接收" },
  stopsFor: { en: "in the last {left} before the close", zh: "截止前最后 {left}" },
  works: { en: "It works.", zh: "运行正常。" },
  advisesDirect: {
    en: "It advises to send directly for now: {reason}.",
    zh: "目前建议直接提交：{reason}。",
  },
  followSummary: { en: "what a relayer says about something it took", zh: "查询中继对某份提交的说法" },
  followDetails: {
    en: "Ends when the relayer says that it is recorded for good, or that it gave up (exit code 1). All of it is the relayer's word: psephos ballot check asks the chain.",
    zh: "中继声称已最终记录或已放弃（退出码 1）时结束。这些都只是中继的说法：请用 psephos ballot check 查询链上记录。",
  },
  followedRefused: { en: "It gave up: {reason}.", zh: "它放弃了提交：{reason}。" },
  onlyItsWord: {
    en: "That is the relayer's word. Ask the chain: psephos ballot check, or psephos attestation show",
    zh: "以上只是中继的说法。请查询链上记录：psephos ballot check 或 psephos attestation show",
  },
} as const satisfies Record<string, Text>;

/** What the relayer tells of an entry. */
export const relayStateTexts = {
  received: { en: "The relayer has it; it waits for others.", zh: "中继已收到，正等待与其他提交一并发送。" },
  submitted: { en: "The relayer has sent it to the chain.", zh: "中继已将其发送到链上。" },
  included: { en: "It is on the chain; waiting until it stays there.", zh: "已上链，正等待最终确定。" },
  final: { en: "The relayer says that it is recorded for good.", zh: "中继称已最终记录。" },
  refused: { en: "The relayer will not send it.", zh: "中继不会提交。" },
} as const satisfies Record<string, Text>;

/** Why another way is taken; each completes "address: …". */
export const relayComplaintTexts = {
  forgot: { en: "it does not know any more what it signed for", zh: "它已不认得自己签收的内容" },
  "false-final": { en: "it says “recorded”, and the chain does not have it", zh: "它声称已记录，但链上没有" },
  contradicts: { en: "it contradicts itself", zh: "它前后矛盾" },
  late: { en: "the time that it promised has passed", zh: "已超过它承诺的时间" },
  refused: { en: "it gave up ({reason})", zh: "它放弃了提交（{reason}）" },
  silent: { en: "it does not answer any more", zh: "它不再应答" },
} as const satisfies Record<string, Text>;

/** Why a relayer itself advises to send directly. */
export const relayReasonTexts = {
  "fee-above-limit": { en: "fees are above its limit", zh: "费用超过其上限" },
  "wallet-empty": { en: "its account has run out of coins", zh: "其账户余额不足" },
  "block-too-small": { en: "the chain's blocks are too small", zh: "链的区块过小" },
  "chain-trouble": { en: "it cannot reach the chain", zh: "它无法连接链" },
} as const satisfies Record<string, Text>;
