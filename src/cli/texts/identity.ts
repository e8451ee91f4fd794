import type { Text } from "../text.ts";

export const identityTexts = {
  what: { en: "identity {name}", zh: "身份 {name}" },
  backupWhat: { en: "this backup", zh: "此备份" },
  name: { en: "a name of your choice: small letters, digits, hyphens", zh: "自定的名称：小写字母、数字、连字符" },
  option: { en: "your identity (default: the only one there is)", zh: "您的身份（默认：唯一的身份）" },
  newSummary: { en: "make your identity, for voting and credentials", zh: "新建身份，用于投票和凭证" },
  newDetails: {
    en: "Draws a secret that only you hold, encrypts it with your passphrase, and keeps it on this machine. Whoever has the file and the passphrase can vote as you and use your credentials. Without them nobody can, you included: make a backup.",
    zh: "生成只有您持有的秘密，用您的口令加密后保存在本机。谁同时拥有文件和口令，谁就能冒用您投票、使用您的凭证；丢失后任何人（包括您）都无法恢复，请做好备份。",
  },
  made: { en: "Identity {name} is ready.", zh: "身份 {name} 已就绪。" },
  kept: { en: "Encrypted in {file}", zh: "加密保存在 {file}" },
  commitment: {
    en: "Public number for lists of voters:\n  {commitment}",
    zh: "用于选民名册的公开编号：\n  {commitment}",
  },
  next: {
    en: "Next: psephos identity backup {name} --to FILE\nThen psephos registration new, to vote, or psephos credential request",
    zh: "下一步：psephos identity backup {name} --to 文件\n然后投票用 psephos registration new，申请凭证用 psephos credential request",
  },
  showSummary: { en: "show the public number of an identity", zh: "显示身份的公开编号" },
  backupSummary: { en: "write a second encrypted copy of an identity", zh: "备份身份（加密副本）" },
  backupTo: { en: "where to write the copy; keep it off this machine", zh: "备份文件的位置；请另存到别处" },
  backedUp: {
    en: "Copy of identity {name} in {file}. It opens with the same passphrase.",
    zh: "身份 {name} 已备份到 {file}，口令相同。",
  },
  restoreSummary: { en: "bring an identity back from its backup", zh: "从备份恢复身份" },
  restoreFrom: { en: "the backup file", zh: "备份文件" },
  deleteSummary: { en: "delete an identity and all it holds from this machine", zh: "从本机删除身份及其全部内容" },
  deleteDetails: {
    en: "Ends your use of its votes, credentials and records here. Backups stay, and so does what stands on the chain. Make a backup first, unless you mean never to return.",
    zh: "本机不再能用它投票、使用凭证或查看记录。备份和链上记录不受影响。除非确定不再使用，请先备份。",
  },
  yes: { en: "do not ask", zh: "不再询问" },
  deleteQuestion: {
    en: "Delete identity {name} with its credentials? Without a backup it is gone for good.",
    zh: "确定删除身份 {name} 及其凭证吗？没有备份将无法恢复。",
  },
  deleted: { en: "Identity {name} is deleted from this machine.", zh: "身份 {name} 已从本机删除。" },
  restored: { en: "Identity {name} is back.", zh: "身份 {name} 已恢复。" },
} as const satisfies Record<string, Text>;
