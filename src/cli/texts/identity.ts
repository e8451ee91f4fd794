import type { Text } from "../text.ts";

export const identityTexts = {
  what: { en: "identity {name}", zh: "身份 {name}" },
  backupWhat: { en: "this backup", zh: "此备份" },
  name: { en: "a name of your choice: small letters, digits, hyphens", zh: "自定的名称：小写字母、数字、连字符" },
  option: { en: "your identity (default: the only one there is)", zh: "您的选民身份（默认：唯一的身份）" },
  newSummary: { en: "make your identity as a voter", zh: "新建选民身份" },
  newDetails: {
    en: "Draws a secret that only you hold, encrypts it with your passphrase, and keeps it on this machine. Whoever has the file and the passphrase can vote for you. Without them nobody can, you included: make a backup.",
    zh: "生成只有您持有的秘密，用您的口令加密后保存在本机。谁同时拥有文件和口令，谁就能替您投票；丢失后任何人（包括您）都无法恢复，请做好备份。",
  },
  made: { en: "Identity {name} is ready.", zh: "身份 {name} 已就绪。" },
  kept: { en: "Encrypted in {file}", zh: "加密保存在 {file}" },
  commitment: { en: "Public number for lists of voters: {commitment}", zh: "用于选民名册的公开编号：{commitment}" },
  next: {
    en: "Next: psephos identity backup {name} --to FILE, then psephos registration new",
    zh: "下一步：psephos identity backup {name} --to 文件，然后 psephos registration new",
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
  restored: { en: "Identity {name} is back.", zh: "身份 {name} 已恢复。" },
} as const satisfies Record<string, Text>;
