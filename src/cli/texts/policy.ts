import type { Text } from "../text.ts";

export const policyTexts = {
  policyId: { en: "number of the published policy", zh: "已公布核验要求的编号" },
  file: { en: "policy file", zh: "核验要求文件" },
  newSummary: { en: "write down what your office asks, and why", zh: "撰写核验要求" },
  newDetails: {
    en: "Writes a policy: what is asked of which credential, for what purpose, on what legal ground, and for how long it is kept. Texts are “English | 中文”, or one text for both languages. People see every word of it before they answer. Nothing is published yet.\n\nEach --ask is an attribute, then an operator and a value: “birthDate <= 2008-01-01”, “district in D-07,D-09”, “taxableIncome between 0..1200.00”. Operators: = != < <= > >= in not-in between not-between; none asks that there is a value. People then prove it without showing the value. With show at the end the value is shown to you, with seal it is encrypted to your key (--seal-to).",
    zh: "写出核验要求：向哪种凭证核验什么、用途、法律依据、保留期限。文字写法为“English | 中文”，或一段文字用于两种语言。当事人在答复前会看到全部内容。此时尚未公布。\n\n每个 --ask 为属性、运算符和值：“birthDate <= 2008-01-01”、“district in D-07,D-09”、“taxableIncome between 0..1200.00”。运算符：= != < <= > >= in not-in between not-between；不写则要求有此项。当事人只作证明，不透露具体值。末尾加 show 则向您显示该值，加 seal 则用您的密钥加密（--seal-to）。",
  },
  verifier: { en: "your office, as did:web", zh: "贵机构的 did:web" },
  scope: {
    en: "what the policy belongs to: in one scope a person's number stays the same",
    zh: "所属事项：同一事项内，同一人的编号不变",
  },
  version: { en: "version of the policy (default: 1)", zh: "版本号（默认：1）" },
  title: { en: "what it is about", zh: "标题" },
  purpose: { en: "what the answer is needed for", zh: "用途" },
  purposeId: {
    en: "kind of purpose, of the Data Privacy Vocabulary (default: dpv:ServiceProvision)",
    zh: "用途类别，取自 Data Privacy Vocabulary（默认：dpv:ServiceProvision）",
  },
  legalBasis: { en: "law, regulation or contract that permits it", zh: "法律依据" },
  schema: { en: "kind of credential, such as resident-identity", zh: "凭证种类，如 resident-identity" },
  ask: { en: "what to ask (repeat, one to four)", zh: "核验内容（一至四项，每项一次）" },
  keepDays: { en: "days for which the record of a check is kept", zh: "核验记录保留天数" },
  valid: { en: "how long a confirmation on record holds: 90d", zh: "核验记录的有效期，如 90d" },
  maxStatusAge: {
    en: "oldest state of cancelled credentials to accept (default: 1d)",
    zh: "可接受的吊销名单的最大时差（默认：1d）",
  },
  maxClockSkew: { en: "time a person has to send the proof (default: 10m)", zh: "出示证明的时限（默认：10m）" },
  lapses: {
    en: "a confirmation ends soon after the credential is cancelled, and is renewed more often",
    zh: "凭证被吊销后，核验记录随即失效（需更频繁续期）",
  },
  revocable: { en: "your office may cancel a confirmation by a decision", zh: "贵机构可依决定撤销核验记录" },
  sealTo: { en: "your key file, for values that are sealed", zh: "用于加密值的密钥文件" },
  keyWhat: { en: "key {file}", zh: "密钥 {file}" },
  request: {
    en: "take all of it from a request instead (OpenID4VP with a DCQL query)",
    zh: "改由请求文件读取（OpenID4VP，含 DCQL 查询）",
  },
  to: { en: "where to write the policy", zh: "核验要求文件的写入位置" },
  written: { en: "Policy written to {file}. People will read this:", zh: "核验要求已写入 {file}。当事人将看到：" },
  nextPublish: { en: "Next: psephos policy publish {file}", zh: "下一步：psephos policy publish {file}" },
  population: {
    en: "CSV of people, as an issuer has it: who of them would pass",
    zh: "人员 CSV 表（与签发机构的表相同）：其中哪些人会通过",
  },
  least: {
    en: "how many people must give the same answer so that nobody stands out (20)",
    zh: "至少须有多少人给出相同的答案，才不至于突出个人（20）",
  },
  passing: {
    en: "Of {people} people in the table {passing} would pass.",
    zh: "表中 {people} 人，有 {passing} 人会通过。",
  },
  hides: {
    en: "Nobody stands out: every answer comes from at least {least} people.",
    zh: "没有人会因此突出：每种答案至少来自 {least} 人。",
  },
  isolates: {
    en: "It singles people out: {groups} of the answers would each come from fewer than {least} people, one of them from {smallest}. Ask in coarser terms, or show fewer values.",
    zh: "会突出个人：有 {groups} 种答案各来自不足 {least} 人，其中一种仅 {smallest} 人。请放宽条件，或少展示属性值。",
  },
  misses: {
    en: "Only {absentees} people could not pass, fewer than {least}: to be missing singles them out. Ask in other terms.",
    zh: "只有 {absentees} 人不能通过，不足 {least} 人：缺席即会暴露他们。请换一种要求。",
  },
  checkSummary: { en: "read a policy as people will read it", zh: "以当事人的视角查看核验要求" },
  checkDetails: {
    en: "Refuses by name what is wrong in the file or cannot be proved, and shows the policy's hash.",
    zh: "逐项指出文件中有误或无法证明之处，并显示核验要求的哈希。",
  },
  hash: { en: "Policy hash (policyHash):\n  {hash}", zh: "核验要求的哈希（policyHash）：\n  {hash}" },
  publishSummary: { en: "publish a policy for your office", zh: "公布核验要求" },
  publishDetails: {
    en: "Puts the policy on the chain, with its text. It cannot be changed afterwards, only retired; a new version is a new policy. The account must be the one that the governing authority registered for the office.",
    zh: "将核验要求及其全文公布上链。公布后不可更改，只能停用；新版本即为新的核验要求。须使用主管机构为贵机构登记的账户。",
  },
  published: { en: "Policy {policyId} is published: {title}", zh: "核验要求 {policyId} 已公布：{title}" },
  publicFile: { en: "Its text: {file}", zh: "全文：{file}" },
  nextRequest: {
    en: "Next: psephos request new --policy {policyId} --to request.json, or let people record a\nconfirmation: psephos attestation make {policyId}",
    zh: "下一步：psephos request new --policy {policyId} --to request.json；\n或由当事人登记核验记录：psephos attestation make {policyId}",
  },
  showSummary: { en: "show a published policy in plain words", zh: "以通俗文字显示已公布的核验要求" },
  showDetails: {
    en: "Recomputes from its text what the contracts enforce, and refuses a policy that says one thing and proves another.",
    zh: "由全文重新计算合约所执行的条件；文字与证明内容不一致的核验要求将被拒绝。",
  },
  heading: { en: "Policy {policyId}: {title}", zh: "核验要求 {policyId}：{title}" },
  retiredMark: { en: "Retired: it takes no new proofs.", zh: "已停用：不再接受新的证明。" },
  retireSummary: { en: "end a policy: no new confirmations", zh: "停用核验要求：不再接受新的核验" },
  retireQuestion: {
    en: "Policy {policyId} (“{title}”) takes no new proofs from then on. This cannot be undone.",
    zh: "停用后，核验要求 {policyId}（“{title}”）不再接受新的证明，且无法恢复。",
  },
  retired: {
    en: "Policy {policyId} is retired. Confirmations that are on record stand until they end.",
    zh: "核验要求 {policyId} 已停用。已登记的核验记录在到期前仍然有效。",
  },
  yes: { en: "do not ask", zh: "不再询问" },
} as const satisfies Record<string, Text>;

export const verifierKeyTexts = {
  summary: { en: "make the key that opens sealed values", zh: "新建用于打开加密值的密钥" },
  details: {
    en: "Only an office whose policies ask for sealed values needs it. Whoever has the file and its passphrase can read every value that was ever sealed to it: keep it where few people work, with a backup.",
    zh: "仅当核验要求包含加密值时需要。谁同时拥有文件和口令，谁就能读取所有加密给它的值：请妥善保管并备份。",
  },
  to: { en: "where to write the key, encrypted", zh: "密钥文件的写入位置（加密）" },
  made: { en: "Key written to {file}, encrypted.", zh: "密钥已加密写入 {file}。" },
  next: {
    en: "Next: psephos policy new … --ask “nationality seal” --seal-to {file}",
    zh: "下一步：psephos policy new … --ask “nationality seal” --seal-to {file}",
  },
} as const satisfies Record<string, Text>;
