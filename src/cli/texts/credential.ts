import type { Text } from "../text.ts";

export const schemaTexts = {
  listSummary: { en: "list the kinds of credentials", zh: "列出凭证类别" },
  showSummary: { en: "show what a kind of credential holds", zh: "查看某类凭证的内容" },
  name: { en: "kind of credential, such as resident-identity", zh: "凭证类别，例如 resident-identity" },
  title: { en: "{label} ({name})", zh: "{label}（{name}）" },
  identifier: { en: "Id: {id}", zh: "标识：{id}" },
  hash: { en: "Hash:\n  {hash}", zh: "哈希：\n  {hash}" },
  optional: { en: "{label} (may be missing)", zh: "{label}（可缺）" },
  encoding: { en: "{name}: {encoding}", zh: "{name}：{encoding}" },
} as const satisfies Record<string, Text>;

export const credentialTexts = {
  requestSummary: { en: "ask a department for a credential", zh: "向部门申请凭证" },
  requestDetails: {
    en: "Signs a request with your identity, so that the credential will be yours alone. Hand the file to the department, and to nobody else: it says who asks. The reference is what the department knows you by, such as the code in its letter.",
    zh: "用您的身份为申请签名，使凭证只属于您。请把文件只交给该部门，因为其中写明申请人。编号是部门用来识别您的代码，例如通知信中的代码。",
  },
  schema: { en: "kind of credential; psephos schema list shows them", zh: "凭证类别；用 psephos schema list 查看" },
  issuer: { en: "the department, as did:web", zh: "签发部门的 did:web" },
  reference: { en: "what the department knows you by", zh: "部门用来识别您的编号" },
  requestTo: { en: "file to write", zh: "要写入的文件" },
  requested: {
    en: "Request for “{schema}” of {issuer}:\n  {file}",
    zh: "向 {issuer} 申请“{schema}”：\n  {file}",
  },
  nextHandIn: {
    en: "Hand it to the department. When you have the credential:\n  psephos credential import FILE",
    zh: "请把它交给该部门。收到凭证后：\n  psephos credential import 文件",
  },

  issueSummary: { en: "issue a credential to one person (department)", zh: "向一人签发凭证（部门）" },
  issueDetails: {
    en: "Make sure that the person at the desk is the one of the reference. The data is a JSON object with the attributes that psephos schema show lists; it is signed and not kept. A person has one credential of a kind at a time; --replace cancels the earlier one. The next one goes to the same identity; --new-holder says that it changes.",
    zh: "请先确认办理人就是该编号所指的人。数据为 JSON 对象，属性见 psephos schema show；签名后不保留数据。每人每类凭证同时只有一份；--replace 会吊销先前的一份。后续凭证须由同一身份领取；--new-holder 表示身份有变。",
  },
  requestFile: { en: "the person's request", zh: "此人的申请文件" },
  subject: { en: "file with what the department knows of the person, JSON", zh: "部门所掌握的此人数据，JSON 文件" },
  issueReference: { en: "the person's reference, read from your own files", zh: "此人的编号，以部门自己的档案为准" },
  issueTo: { en: "file to write, for the person alone", zh: "要写入的文件，只交给本人" },
  until: {
    en: "when it ends: 90d, or 2027-01-31T00:00Z (default: with the key)",
    zh: "到期时间：90d 或 2027-01-31T00:00Z（默认：与密钥同时）",
  },
  replace: { en: "cancel the person's earlier credential of this kind", zh: "吊销此人先前的同类凭证" },
  newHolder: {
    en: "let a person have it for another identity than her last (asks first)",
    zh: "允许此人改用另一身份领取（会先询问）",
  },
  newHolderQuestion: {
    en: "Give a credential to another identity of a person who had one? Under it she is somebody new: where she has enrolled for an open vote, she can enrol and vote again. Do it only when her old identity is lost beyond its backup. It is recorded and counted.",
    zh: "确定为已领过凭证的人以另一身份签发吗？换用后她如同新人：若已在进行中的投票登记，她可以再次登记并投票。仅在原身份连同备份均已丢失时才这样做。此操作会记录并计数。",
  },
  afterRevocation: {
    en: "also where the person's last one was cancelled for cause",
    zh: "即使此人上一份凭证因故被吊销也签发",
  },
  issued: { en: "Issued, valid until {until}: {file}", zh: "已签发，有效期至 {until}：{file}" },
  credentialId: { en: "Credential {id}", zh: "凭证 {id}" },
  handToPerson: {
    en: "Hand it to the person alone, then delete your copy: it holds her data in clear.",
    zh: "请只交给本人，然后删除您的副本：其中含有此人的明文数据。",
  },
  replacedNote: {
    en: "The earlier one is cancelled once you publish: psephos status publish",
    zh: "先前的凭证在公布后失效：psephos status publish",
  },

  manySummary: { en: "issue credentials from a table (department)", zh: "按表批量签发凭证（部门）" },
  manyDetails: {
    en: "The table is CSV: a column reference, and one for each attribute by its name. Each line is matched with the request of the same reference; a line that fails stops no other. The folder gets one file a person, and contents.csv, which tells whose is whose. Exit code 1 if something was left out.",
    zh: "表格为 CSV：一列 reference，其余各列以属性名为列名。每行与相同编号的申请配对；某行失败不影响其他行。目录中每人一个文件，另有 contents.csv 说明归属。有遗漏时退出码为 1。",
  },
  table: { en: "CSV of the persons", zh: "人员表 CSV" },
  requests: { en: "folder of requests, or a file with one a line", zh: "申请文件所在目录，或每行一份申请的文件" },
  manyTo: { en: "new folder to write", zh: "要新建的目录" },
  line: { en: "line {line}", zh: "第 {line} 行" },
  lineOf: { en: "{line} ({reference})", zh: "{line}（{reference}）" },
  manyDone: { en: "Issued: {count} of {total}, in {folder}", zh: "已签发 {count}/{total} 份，位于 {folder}" },
  manyNone: { en: "Nothing was issued.", zh: "没有签发任何凭证。" },
  handToPeople: {
    en: "Hand each file to its person alone, then delete the folder.",
    zh: "请将每个文件只交给本人，然后删除该目录。",
  },

  wanted: { en: "the person's reference, or the credential's id", zh: "此人的编号，或凭证号" },
  revokeSummary: { en: "cancel a credential for good (department)", zh: "吊销凭证（部门）" },
  revokeDetails: {
    en: "Takes effect with the next psephos status publish. There is no way back; to stop it for a while, use psephos credential suspend.",
    zh: "下次 psephos status publish 后生效，且不可撤回；如只需暂停，请用 psephos credential suspend。",
  },
  revokeQuestion: { en: "Cancel the credential of {wanted} for good?", zh: "确定永久吊销 {wanted} 的凭证吗？" },
  yes: { en: "do not ask", zh: "不再询问" },
  suspendSummary: { en: "pause a credential (department)", zh: "暂停凭证（部门）" },
  resumeSummary: { en: "let a paused credential count again (department)", zh: "恢复已暂停的凭证（部门）" },
  statusDetails: {
    en: "Takes effect with the next psephos status publish.",
    zh: "下次 psephos status publish 后生效。",
  },
  revoked: { en: "Cancelled: {id}", zh: "已吊销：{id}" },
  suspended: { en: "Paused: {id}", zh: "已暂停：{id}" },
  resumed: { en: "In force again: {id}", zh: "已恢复：{id}" },
  nextPublish: {
    en: "Nobody learns of it before you publish: psephos status publish",
    zh: "公布之前无人知晓：psephos status publish",
  },

  importSummary: { en: "take a credential in that a department gave you", zh: "收入部门签发的凭证" },
  importDetails: {
    en: "Checks the signature and that the credential is yours, and keeps it with your identity, encrypted. Then delete the file: it holds your data in clear.",
    zh: "核对签名以及凭证属于您，然后随您的身份一起加密保存。之后请删除原文件：其中含有您的明文数据。",
  },
  importFile: { en: "the credential, as the department gave it", zh: "部门交来的凭证文件" },
  imported: { en: "Kept with identity {name}:", zh: "已随身份 {name} 保存：" },
  deleteFile: {
    en: "Now delete the file: it holds your data in clear.\n  {file}",
    zh: "请立即删除原文件：其中含有您的明文数据。\n  {file}",
  },
  backUp: {
    en: "Then make a new backup: psephos identity backup {name} --to FILE",
    zh: "然后重新备份：psephos identity backup {name} --to 文件",
  },
  listSummary: { en: "list your credentials", zh: "列出您的凭证" },
  none: {
    en: "No credentials yet. Ask a department for one: psephos credential request",
    zh: "还没有凭证。向部门申请：psephos credential request",
  },
  listed: {
    en: "{id}  {schema}, until {until}\n          {issuer}",
    zh: "{id}  {schema}，至 {until}\n          {issuer}",
  },
  showSummary: { en: "show what a credential says", zh: "查看凭证内容" },
  showDetails: {
    en: "For you alone: nobody sees this when you prove something with it.",
    zh: "仅供您自己查看：用它出示证明时，别人看不到这些内容。",
  },
  id: {
    en: "the first letters of its id, as psephos credential list shows",
    zh: "凭证号的开头几位，见 psephos credential list",
  },
  checkSummary: { en: "ask the chain whether a credential counts now", zh: "查询凭证目前是否有效" },
  checkDetails: {
    en: "Looks up whether the department's key is registered and whether the department has cancelled or paused the credential. Whole lists are fetched, so nobody learns which credential you asked about. Exit code 1 if it does not count.",
    zh: "查询部门的签发密钥是否在登记中，以及部门是否吊销或暂停了该凭证。下载的是整份列表，因此无人知道您查询的是哪份凭证。无效时退出码为 1。",
  },
  files: {
    en: "folder with published status lists (repeatable; default: from the web)",
    zh: "已公布状态列表所在目录（可重复；默认从网上获取）",
  },
  counts: {
    en: "It counts: {issuer} vouches for it, as of {time}.",
    zh: "有效：{issuer} 于 {time} 公布的列表予以确认。",
  },
  isRevoked: { en: "It does not count: {issuer} has cancelled it.", zh: "无效：{issuer} 已将其吊销。" },
  isSuspended: { en: "It does not count for now: {issuer} has paused it.", zh: "暂时无效：{issuer} 已将其暂停。" },
  isEnded: { en: "It does not count: it has ended.", zh: "无效：已到期。" },
  isEarly: { en: "It does not count yet: it begins {from}.", zh: "尚未生效：自 {from} 起有效。" },
  isUntrusted: {
    en: "It does not count: the registry does not have the key that signed it. Ask {issuer}.",
    zh: "无效：登记处没有签发它的密钥。请询问 {issuer}。",
  },
  removeSummary: { en: "remove a credential from your identity", zh: "移除凭证" },
  removeQuestion: {
    en: "Remove “{schema}” of {issuer}? You would need the file, or a new credential.",
    zh: "确定移除 {issuer} 签发的“{schema}”吗？之后需要原文件或重新申请。",
  },
  removed: { en: "Removed: {id}", zh: "已移除：{id}" },
} as const satisfies Record<string, Text>;
