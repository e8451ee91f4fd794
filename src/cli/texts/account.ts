import type { Text } from "../text.ts";

export const accountTexts = {
  what: { en: "account {name}", zh: "账户 {name}" },
  name: {
    en: "a name of your choice: small letters, digits, hyphens",
    zh: "自定的名称：小写字母、数字、连字符",
  },
  fund: { en: "give it test coins (local chains only)", zh: "充入测试币（仅限本地链）" },
  newSummary: { en: "make an account that signs and pays fees", zh: "新建用于签名和付费的账户" },
  newDetails: {
    en: "The key is encrypted with your passphrase and stays on this machine. An account is not your identity as a voter: ballots do not show who sent them in.",
    zh: "密钥用您的口令加密，只保存在本机。账户不是选民身份：选票不会显示由谁投出。",
  },
  made: { en: "Account {name}: {address}", zh: "账户 {name}：{address}" },
  kept: {
    en: "Kept in {file}. Without the passphrase it cannot be opened.",
    zh: "保存在 {file}。没有口令就无法打开。",
  },
  funded: { en: "It has test coins now.", zh: "已充入测试币。" },
  nextFund: {
    en: "It needs coins of the chain for fees. On a local chain: psephos account show {name} --fund",
    zh: "账户需要链上的币来支付手续费。本地链可用：psephos account show {name} --fund",
  },
  showSummary: { en: "show your accounts, or the balance of one", zh: "列出账户，或查看某个账户的余额" },
  balance: { en: "Balance: {amount} coins", zh: "余额：{amount}" },
  none: {
    en: "No accounts here yet. Make one: psephos account new NAME",
    zh: "还没有账户。新建：psephos account new 名称",
  },
} as const satisfies Record<string, Text>;
