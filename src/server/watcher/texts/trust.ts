import type { TextsOf } from "./alert-text.ts";

const EXPECTED = {
  zh: "与治理机构的决定核对。若无人作出此决定，立即按密钥泄露处理。",
  en: "Compare it with the authority's decisions. If nobody decided it, act at once as for a stolen key.",
};

export const TRUST_TEXTS: TextsOf<"issuer-key-changed" | "authority-changed" | "log-silent" | "log-going-back"> = {
  "issuer-key-changed": ({ what, keyIndex, compromised, blockNumber }) => ({
    sentence: {
      zh: `签发密钥 ${keyIndex} 在区块 ${blockNumber} 有变更（${what}）${compromised ? "：标记为已泄露" : ""}。`,
      en: `Issuer key ${keyIndex} changed in block ${blockNumber} (${what})${compromised ? ": it was given up as stolen" : ""}.`,
    },
    advice: EXPECTED,
  }),
  "authority-changed": ({ what, blockNumber }) => ({
    sentence: {
      zh: `部门或治理者在区块 ${blockNumber} 有变更（${what}）。`,
      en: `Departments or governors changed in block ${blockNumber} (${what}).`,
    },
    advice: EXPECTED,
  }),
  "log-silent": ({ logId, silentSeconds }) => ({
    sentence: {
      zh: `共享日志 ${logId} 已有 ${silentSeconds} 秒没有新的锚定，长于其惯常间隔。`,
      en: `Sharing log ${logId} has had no new anchor for ${silentSeconds} seconds, longer than it usually takes.`,
    },
    advice: {
      zh: "询问日志的运营部门：是没有新记录，还是锚定任务停止了。",
      en: "Ask the department that keeps the log: either nothing was recorded, or its anchoring stopped.",
    },
  }),
  "log-going-back": ({ logId, size, seenSize }) => ({
    sentence: {
      zh: `共享日志 ${logId} 倒退：此前看到 ${seenSize} 条记录的根，现在（${size} 条）与之不符。`,
      en: `Sharing log ${logId} went back: a root of ${seenSize} entries was seen, and what stands now (${size} entries) contradicts it.`,
    },
    advice: {
      zh: "保存两个根；要求日志的运营部门给出一致性证明；通知数据保护官。",
      en: "Keep both roots; ask the department for a consistency proof; tell the data protection officer.",
    },
  }),
};
