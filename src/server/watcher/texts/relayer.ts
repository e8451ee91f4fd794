import type { TextsOf } from "./alert-text.ts";

const DIRECT = {
  zh: "告知选民可以不经中继直接投票（psephos ballot cast）",
  en: "Tell voters that they can cast directly, without the relayer (psephos ballot cast)",
};

export const RELAYER_TEXTS: TextsOf<
  "proofs-refused" | "wallet-low" | "fees-high" | "entries-waiting" | "dead-letters"
> = {
  "proofs-refused": ({ code, count, minutes }) => ({
    sentence: {
      zh: `中继在 ${minutes} 分钟内拒绝了 ${count} 份提交（${code}）。`,
      en: `The relayer refused ${count} submissions in ${minutes} minutes (${code}).`,
    },
    advice: {
      zh: "若来自自己的客户端，请核对其版本与密钥；否则是滥用：收紧限额，中继本身会继续工作。",
      en: "If they come from your own clients, compare versions and keys; otherwise it is abuse: tighten the limits, the relayer goes on.",
    },
  }),
  "wallet-low": ({ account, balanceWei, neededWei, waiting }) => ({
    sentence: {
      zh: `中继账户 ${account} 余额 ${balanceWei} wei，至多 ${waiting} 份待发提交及储备约需 ${neededWei} wei。`,
      en: `The relayer's account ${account} holds ${balanceWei} wei; up to ${waiting} waiting entries and the reserve need about ${neededWei} wei.`,
    },
    advice: {
      zh: `为该账户充值；在此之前由其他中继发送。${DIRECT.zh}。`,
      en: `Fund the account; other relayers send meanwhile. ${DIRECT.en}.`,
    },
  }),
  "fees-high": ({ baseFeeWei, capWei, waiting }) => ({
    sentence: {
      zh: `链上基本费 ${baseFeeWei} wei 高于上限 ${capWei} wei，至多 ${waiting} 份提交在等待。`,
      en: `The chain's base fee of ${baseFeeWei} wei is above the cap of ${capWei} wei, and up to ${waiting} entries wait.`,
    },
    advice: {
      zh: `临近截止时提高上限（配置中继的费用上限）；${DIRECT.zh}。`,
      en: `Raise the relayer's fee cap when a close is near. ${DIRECT.en}.`,
    },
  }),
  "entries-waiting": ({ kind, target, waiting, secondsLeft }) => ({
    sentence: {
      zh: `至多 ${waiting} 份提交（${kind} ${target}）仍未上链${secondsLeft === undefined ? "" : `，距截止 ${secondsLeft} 秒`}。`,
      en: `Up to ${waiting} entries (${kind} ${target}) are not on the chain yet${secondsLeft === undefined ? "" : `, ${secondsLeft} seconds before it closes`}.`,
    },
    advice: {
      zh: `立即查看中继的健康状态、余额与费用上限。${DIRECT.zh}。`,
      en: `Look at the relayer's health, balance and fee cap now. ${DIRECT.en}.`,
    },
  }),
  "dead-letters": ({ count }) => ({
    sentence: {
      zh: `${count} 个任务最终失败，不再重试。`,
      en: `${count} jobs failed for good and are not tried again.`,
    },
    advice: {
      zh: "在日志中查找其原因；修复后，中继会在下一轮重新处理仍未完成的提交。",
      en: "Find the reason in the log; once it is mended, the relayer takes up whatever is still unfinished.",
    },
  }),
};
