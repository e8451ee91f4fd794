import type { Text } from "../text.ts";

export const requestTexts = {
  newSummary: { en: "ask one person for a proof", zh: "向个人请求证明" },
  newDetails: {
    en: "Writes a request with a number that is good once: OpenID4VP with a DCQL query, which other tools read too. It is used up by the first answer that you check, on this machine.",
    zh: "写出一次性的请求文件：OpenID4VP 格式，含 DCQL 查询，其他工具也可读取。首次核验答复后即失效；须在本机核验。",
  },
  policy: { en: "number of a published policy", zh: "已公布核验要求的编号" },
  policyFile: { en: "policy file, for a policy that is not published", zh: "未公布的核验要求文件" },
  minutes: {
    en: "how long it may be answered, 1 to 60 minutes (default: 10)",
    zh: "答复时限，1 至 60 分钟（默认：10）",
  },
  replyTo: {
    en: "https address of your office that takes the answer (default: through the browser)",
    zh: "贵机构接收答复的 https 地址（默认：经由浏览器）",
  },
  to: { en: "where to write the request", zh: "请求文件的写入位置" },
  written: {
    en: "Request written to {file}, to be answered until {until}.",
    zh: "请求已写入 {file}，请在 {until} 前答复。",
  },
  next: {
    en: "The person answers:  psephos presentation make {file} --to answer.json\nThen you check it:   psephos presentation check answer.json --request {file}",
    zh: "当事人答复：psephos presentation make {file} --to answer.json\n随后核验：　psephos presentation check answer.json --request {file}",
  },
  showSummary: { en: "read a request before you answer it", zh: "答复前查看请求" },
  showDetails: {
    en: "Shows who asks what, for what purpose, on what legal ground, how long it is kept, what will be learned and what not. Refuses a request whose answer would go to somebody else.",
    zh: "显示谁在请求、用途、法律依据、保留期限，以及对方将得知和不会得知什么。答复会流向他人的请求将被拒绝。",
  },
  file: { en: "request file", zh: "请求文件" },
  goesTo: { en: "Your answer goes to {origin} and nobody else.", zh: "您的答复只发送给 {origin}。" },
  policyOnChain: { en: "It is policy {policyId}, as published.", zh: "与已公布的核验要求 {policyId} 一致。" },
  nextMake: {
    en: "If you agree: psephos presentation make {file} --to answer.json",
    zh: "如您同意：psephos presentation make {file} --to answer.json",
  },
} as const satisfies Record<string, Text>;

export const presentationTexts = {
  makeSummary: { en: "answer a request with a proof", zh: "以证明答复请求" },
  makeDetails: {
    en: "Shows who asks what and why, and asks whether you agree. Only then is the proof made, on this machine, from your credential. The answer holds the proof and the values that you agreed to show: send it to the office that asked, and to nobody else.",
    zh: "先显示谁在请求、请求什么、用途为何，并询问您是否同意。同意后才在本机用您的凭证生成证明。答复包含证明以及您同意出示的值：只应发送给请求机构。",
  },
  files: {
    en: "folder with published lists of cancelled credentials, instead of the web (repeatable)",
    zh: "吊销名单所在目录，代替网络下载（可重复）",
  },
  yes: { en: "agree without being asked", zh: "直接同意，不再询问" },
  to: { en: "where to write the answer", zh: "答复文件的写入位置" },
  question: { en: "Do you agree?", zh: "您是否同意？" },
  proving: {
    en: "Proving on this machine, without showing your credential …",
    zh: "正在本机生成证明，不出示凭证……",
  },
  made: { en: "Your answer is in {file}.", zh: "答复已写入 {file}。" },
  shown: { en: "It shows these values:", zh: "其中出示的值：" },
  showsNothing: { en: "It shows no value of your credential.", zh: "其中不含凭证的任何值。" },
  number: { en: "Your number with this office only:\n  {pseudonym}", zh: "仅此机构可见的编号：\n  {pseudonym}" },
  nextSend: { en: "Send it to {origin}. It is good once.", zh: "请发送给 {origin}。仅可使用一次。" },
  checkSummary: { en: "check an answer to your request", zh: "核验答复" },
  checkDetails: {
    en: "Uses the request up: the same answer is refused the second time. Exit code 1 if the answer is not good.",
    zh: "核验后请求即失效：同一答复再次提交会被拒绝。答复无效时退出码为 1。",
  },
  answer: { en: "answer file", zh: "答复文件" },
  request: { en: "the request that it answers", zh: "所答复的请求文件" },
  key: { en: "your key file, to open sealed values", zh: "用于打开加密值的密钥文件" },
  good: { en: "Yes: the proof holds, and was made for this request.", zh: "通过：证明有效，且专为此请求而作。" },
  bad: { en: "No: {reason}", zh: "未通过：{reason}" },
  theirNumber: { en: "The person's number with you:\n  {pseudonym}", zh: "当事人在贵机构的编号：\n  {pseudonym}" },
  provenAt: { en: "proved at", zh: "证明时间" },
  fingerprintOf: { en: "(text with the fingerprint {element})", zh: "（文本，指纹 {element}）" },
  sealedLeft: {
    en: "There are sealed values too; give --key to open them.",
    zh: "另有加密值，请用 --key 打开。",
  },
} as const satisfies Record<string, Text>;
