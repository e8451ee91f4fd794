import type { AccessDenial } from "../../roles/record-keeper/access-data.ts";
import type { Text } from "../text.ts";

export const logTexts = {
  logId: { en: "number of the log on the chain", zh: "链上日志编号" },
  name: { en: "name of the log, such as the office's", zh: "日志名称，如机构名称" },
  store: { en: "folder of the log on this machine", zh: "本机的日志目录" },
  key: { en: "key file of the log; never in the log's own folder", zh: "日志密钥文件；不得放在日志目录中" },
  keyWhat: { en: "key {file}", zh: "密钥 {file}" },
  openSummary: { en: "begin a log of who looked at people's data", zh: "新建查阅日志" },
  openDetails: {
    en: "Draws the log's key, and makes the account the log's operator on the chain. Every look at a person's data is then a record in the log. The office publishes entries.jsonl of the folder; people find their own records in it, and nobody else can tell whose they are.",
    zh: "生成日志密钥，并将账户登记为链上日志的运营者。此后每次查阅个人数据都会留下一条记录。机构公布目录中的 entries.jsonl；当事人可从中找到自己的记录，其他人无法分辨属于谁。",
  },
  opened: { en: "Log {logId} “{name}” is open.", zh: "日志 {logId}“{name}”已建立。" },
  keyKept: { en: "Its key, encrypted: {file}. Keep a copy elsewhere.", zh: "密钥已加密保存：{file}。请另存备份。" },
  nextTake: {
    en: "Next: psephos log take-in consent.json --store DIR --key {file}",
    zh: "下一步：psephos log take-in consent.json --store 目录 --key {file}",
  },
  takeSummary: { en: "take in a person's permission, or the end of one", zh: "接收授权同意或其撤回" },
  takeDetails: {
    en: "Checks the proof first. From then on a permission permits, or permits no longer.",
    zh: "先核验证明；此后授权即生效或终止。",
  },
  takeFile: { en: "file of consent give or consent withdraw", zh: "由 consent give 或 consent withdraw 写出的文件" },
  taken: { en: "Permission in force until {until}:\n  {id}", zh: "授权已生效，有效期至 {until}：\n  {id}" },
  ended: {
    en: "Permission taken back; nothing is given out under it any more:\n  {id}",
    zh: "授权已撤回，不再据此提供任何数据：\n  {id}",
  },
  accessSummary: { en: "ask whether data may be given out, and record it", zh: "查询可否提供数据，并记录在案" },
  accessDetails: {
    en: "Says yes or no by the person's permission, and writes a record of the answer either way, before it is told. Programs use accessData of the library instead, which gives the data out itself. Exit code 1 for no.",
    zh: "依当事人的授权答复可否；无论结果，均先写入记录再告知。程序应改用库中的 accessData，由其直接提供数据。不可提供时退出码为 1。",
  },
  consentId: { en: "number of the permission", zh: "授权编号" },
  policy: { en: "number of the published policy", zh: "已公布核验要求的编号" },
  attribute: { en: "what is given out (repeatable)", zh: "所提供的数据项（可重复）" },
  channel: { en: "by which way: desk, api … (default: desk)", zh: "提供途径：desk、api 等（默认：desk）" },
  allowed: { en: "Yes. It is record {sequence} of the log.", zh: "可以提供。已记为日志第 {sequence} 条。" },
  denied: {
    en: "No ({reason}). The attempt is record {sequence}.",
    zh: "不可提供（{reason}）。此次尝试已记为第 {sequence} 条。",
  },
  anchorSummary: { en: "put the log's present state on the chain", zh: "将日志当前状态锚定上链" },
  anchorDetails: {
    en: "From then on nothing of it can be altered or left out unnoticed. Do it at least daily.",
    zh: "此后任何篡改或遗漏都会被发现。请至少每日一次。",
  },
  anchored: { en: "Anchored with {size} entries and the root\n  {root}", zh: "已锚定 {size} 条，根为\n  {root}" },
  nextPublish: { en: "Publish {file} where people can get it.", zh: "请将 {file} 公布在公众可取得的地方。" },
  checkSummary: { en: "check a whole log against the chain", zh: "对照链上记录核验日志" },
  checkDetails: {
    en: "Recomputes the RFC 9162 root at every anchored size and compares. Exit code 1 if one of them differs.",
    zh: "按 RFC 9162 重新计算每个锚定规模的根并比对。任一不符时退出码为 1。",
  },
  entries: { en: "entries.jsonl as the office publishes it", zh: "机构公布的 entries.jsonl" },
  checkGood: {
    en: "Sound. Entries: {entryCount}; anchored states, each a beginning of this log: {anchorCount}.",
    zh: "完好：共 {entryCount} 条，{anchorCount} 个锚点均与此日志的开头一致。",
  },
  checkBad: {
    en: "NOT the anchored log: it differs from the chain at size {sizes}. Entries were left out, altered or put in.",
    zh: "与锚定的日志不符：在规模 {sizes} 处与链上不同。有条目被遗漏、篡改或插入。",
  },
  unanchored: {
    en: "Entries at the end that are not anchored yet: {unanchored}.",
    zh: "末尾 {unanchored} 条尚未锚定。",
  },
} as const satisfies Record<string, Text>;

export const recordTexts = {
  findSummary: { en: "who looked at your data, and why", zh: "查看谁查阅过您的数据及原因" },
  findDetails: {
    en: "Reads the whole log here, so that nobody learns whose records are looked for. Says whether one is missing. Looks for records under the permissions that you gave, and under the policies that you name. Exit code 1 if the log is not the one on the chain.",
    zh: "在本机读取整份日志，因此无人得知查找的是谁的记录，并说明是否有遗漏。查找范围为您给过的授权，以及您指定的核验要求。日志与链上不符时退出码为 1。",
  },
  policy: {
    en: "policy of an office that may have records of you (repeatable)",
    zh: "可能存有您记录的机构的核验要求编号（可重复）",
  },
  granted: { en: "given out", zh: "已提供" },
  denied: { en: "refused", zh: "已拒绝" },
  error: { en: "failed", zh: "未成功" },
  withdrawal: { en: "you took your permission back", zh: "您撤回了授权" },
  erasure: { en: "your records were erased", zh: "您的记录已被删除" },
  access: { en: "{outcome}: {attributes} (by {channel})", zh: "{outcome}：{attributes}（途径：{channel}）" },
  nothing: { en: "nothing", zh: "无" },
  byConsent: { en: "by your permission {consentId}", zh: "依据您的授权 {consentId}" },
  byLaw: { en: "by law: {legalBasis}", zh: "依据法律：{legalBasis}" },
  because: { en: "why not: {reason}", zh: "未提供的原因：{reason}" },
  underPolicy: { en: "asked for under policy {policyId}", zh: "依据核验要求 {policyId}" },
  none: { en: "No record of yours is in this log.", zh: "此日志中没有您的记录。" },
  count: { en: "Records of yours: {count}.", zh: "您的记录共 {count} 条。" },
  complete: {
    en: "None is missing: all {entryCount} entries of the log are those on the chain.",
    zh: "没有遗漏：全部 {entryCount} 条均与链上一致。",
  },
  "cut-off": {
    en: "NOT COMPLETE: entries are missing at the end. Ask the office for the whole log.",
    zh: "不完整：末尾缺少条目。请向机构索取完整日志。",
  },
  altered: {
    en: "NOT COMPLETE: an entry was altered, left out or put in. Tell the supervising authority.",
    zh: "不完整：有条目被篡改、遗漏或插入。请告知监管机构。",
  },
  rewritten: {
    en: "NOT COMPLETE: the log's past was rewritten. Tell the supervising authority.",
    zh: "不完整：日志的历史被改写。请告知监管机构。",
  },
  faulty: {
    en: "Entries that do not have their form; ask the office what they hide: {list}",
    zh: "以下条目格式不符，请向机构询问：{list}",
  },
  unanchored: {
    en: "Entries at the end that are not on the chain yet, and may still change: {unanchored}.",
    zh: "末尾 {unanchored} 条尚未锚定上链，仍可能变化。",
  },
  noScope: {
    en: "You gave no permission yet. Name the office's policy with --policy.",
    zh: "您尚未给过授权。请用 --policy 指定机构的核验要求。",
  },
} as const satisfies Record<string, Text>;

export const consentTexts = {
  giveSummary: { en: "permit an office to look at your data", zh: "授权机构查阅您的数据" },
  giveDetails: {
    en: "Shows who asks what and why, and for how long you permit it, and asks whether you agree. The permission is a proof of yours; the file is for that office alone. You find every look at your data with psephos record find, and can take the permission back at any time.",
    zh: "先显示谁在请求、请求什么、用途为何、授权多久，并询问您是否同意。授权以您的证明作出；文件只应交给该机构。您可用 psephos record find 查看每次查阅，并可随时撤回授权。",
  },
  forTime: { en: "how long you permit it: 30d", zh: "授权期限，如 30d" },
  every: {
    en: "at most once in each such time: 7d (default: once in all)",
    zh: "每段时间至多一次，如 7d（默认：仅一次）",
  },
  to: { en: "where to write the file for the office", zh: "交给机构的文件的写入位置" },
  heading: { en: "{verifier} asks for your permission: {title}", zh: "{verifier} 请求您授权：{title}" },
  onceUntil: { en: "You permit one look at your data, until {until}.", zh: "您授权查阅一次，有效期至 {until}。" },
  everyUntil: {
    en: "You permit one look at your data every {every}, until {until}.",
    zh: "您授权每 {every}查阅一次，有效期至 {until}。",
  },
  logged: {
    en: "Every look is recorded, and only you and that office can read the record.",
    zh: "每次查阅均有记录，仅您和该机构可以读取。",
  },
  given: { en: "Permission written for the office: {file}\n  {id}", zh: "授权已写入交给机构的文件：{file}\n  {id}" },
  nextFind: {
    en: "Who looked at your data: psephos record find LOG entries.jsonl\nTake it back:            psephos consent withdraw PERMISSION --to FILE",
    zh: "查看查阅记录：psephos record find 日志编号 entries.jsonl\n撤回授权：　　psephos consent withdraw 授权编号 --to 文件",
  },
  withdrawSummary: { en: "take a permission back", zh: "撤回授权" },
  withdrawDetails: {
    en: "Writes the file that ends it; give it to the office. Needs your identity alone, not the credential.",
    zh: "写出终止授权的文件，请交给机构。只需您的身份，无需凭证。",
  },
  withdrawTo: { en: "where to write the file for the office", zh: "交给机构的文件的写入位置" },
  unknown: { en: "There is no permission of that number in this identity.", zh: "此身份中没有该编号的授权。" },
  withdrawn: {
    en: "Written for the office: {file}. It ends the permission when the office takes it in.",
    zh: "已写入交给机构的文件：{file}。机构接收后授权即终止。",
  },
} as const satisfies Record<string, Text>;

export const erasureTexts = {
  requestSummary: { en: "ask an office to erase its records about you", zh: "请求机构删除有关您的记录" },
  requestDetails: {
    en: "Writes the request for the office that published the policy; it must be carried out within 30 days. The log itself stays, but nobody except you can then read what the records say.",
    zh: "写出交给公布核验要求的机构的请求；机构须在 30 天内执行。日志本身保留，但除您之外再无人能读取记录内容。",
  },
  policy: { en: "number of a published policy of that office", zh: "该机构已公布核验要求的编号" },
  to: { en: "where to write the request", zh: "请求文件的写入位置" },
  requested: {
    en: "Request written for {verifier}: {file}\n  {id}",
    zh: "交给 {verifier} 的请求已写入：{file}\n  {id}",
  },
  carrySummary: { en: "erase what a person asked to erase", zh: "执行删除请求" },
  carryDetails: {
    en: "Checks the request's proof, deletes the person's permissions and the keys of her records, and writes a certificate for her. This cannot be undone.",
    zh: "核验请求的证明，删除当事人的授权及其记录的密钥，并为其写出删除证明。不可恢复。",
  },
  requestFile: { en: "file of erasure request", zh: "由 erasure request 写出的文件" },
  certificateTo: { en: "where to write the certificate, for the person alone", zh: "删除证明的写入位置（仅供当事人）" },
  question: { en: "The keys of this person's records are deleted for good.", zh: "此人记录的密钥将被永久删除。" },
  carried: {
    en: "Erased. Records: {records}; permissions: {consents}. It is record {sequence} of the log.",
    zh: "已删除：{records} 条记录、{consents} 份授权。已记为日志第 {sequence} 条。",
  },
  certificate: { en: "Certificate, for the person alone: {file}", zh: "删除证明（仅供当事人）：{file}" },
} as const satisfies Record<string, Text>;

/** Why data were not given out, by the code that stands in the record. */
export const denialTexts: Readonly<Record<AccessDenial | "read-failed", Text>> = {
  "consent-unknown": { en: "no such permission was given", zh: "没有此授权" },
  "consent-other-policy": { en: "the permission is for something else", zh: "授权用于其他事项" },
  "consent-not-started": { en: "the permission had not begun", zh: "授权尚未生效" },
  "consent-expired": { en: "the permission had ended", zh: "授权已到期" },
  "consent-withdrawn": { en: "the permission was taken back", zh: "授权已撤回" },
  "consent-used": { en: "the permission was for one look, which was had", zh: "授权仅限一次，已使用" },
  "consent-too-soon": { en: "sooner than the permission allows", zh: "未到授权允许的下一次时间" },
  "request-refused": { en: "the office that asked did not sign, or not in time", zh: "请求机构未签名或请求已过期" },
  "request-other-department": { en: "another office asked than the policy's", zh: "请求机构与核验要求所载机构不符" },
  "request-other-policy": { en: "the office asked for something else", zh: "请求用于其他事项" },
  "request-used": {
    en: "the office's request was answered before; each gives data once",
    zh: "该请求已答复过；每份请求仅可使用一次",
  },
  "read-failed": { en: "the data could not be read", zh: "数据读取失败" },
};
