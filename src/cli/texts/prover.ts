import type { Text } from "../text.ts";

export const proverTexts = {
  option: {
    en: "prove in a prover service instead of here, as in a voting booth; it sees your secrets",
    zh: "由证明服务（如投票亭中的）代为生成证明，而非在本机；它会看到您的秘密",
  },
  trust: { en: "with --prover: do not ask whether you trust it", zh: "与 --prover 同用：不再询问您是否信任它" },
  here: { en: "The prover at {url}, on this machine, makes the proof.", zh: "由本机的证明服务 {url} 生成证明。" },
  warning: {
    en: "{url} would see everything that the proof is made from: your identity's secret, and what you choose or what your credential says. Whoever runs it can know your vote, and act as you. Use a booth's or your own machine, nobody else's.",
    zh: "{url} 将看到生成证明所用的一切：您身份的秘密、您的选择或凭证内容。其运营者可以得知您的投票，并冒用您的身份。请只使用投票亭或您自己的机器。",
  },
  question: { en: "Do you trust it with that?", zh: "您信任它吗？" },
  insecure: {
    en: "--prover must be https unless it is on this machine: the secrets would travel in the open.",
    zh: "--prover 必须使用 https（本机除外）：否则秘密会以明文传输。",
  },
} as const satisfies Record<string, Text>;
