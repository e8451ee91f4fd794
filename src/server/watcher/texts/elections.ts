import type { TrusteeStep } from "../finding.ts";
import type { TextsOf } from "./alert-text.ts";

const STEPS: Record<TrusteeStep, { readonly zh: string; readonly en: string }> = {
  register: { zh: "登记", en: "registration" },
  commit: { zh: "承诺", en: "commitment" },
  deal: { zh: "分发份额", en: "dealing" },
  "key-test": { zh: "密钥测试", en: "key test" },
  "partial-decryption": { zh: "部分解密", en: "partial decryption" },
};

const STOP = {
  zh: "暂停公布此选举的任何数字；用 psephos election archive 从另一个节点导出档案并以 psephos verify 核对，保存数据库与日志，并通知审计员。",
  en: "Publish no figure of this election; export its archive from another node (psephos election archive), check it (psephos verify), keep database and logs as they are, and tell the auditors.",
};

export const ELECTION_TEXTS: TextsOf<
  "aggregate-differs" | "count-differs" | "record-differs" | "result-differs" | "trustee-late"
> = {
  "aggregate-differs": ({ electionId, blockNumber }) => ({
    sentence: {
      zh: `选举 ${electionId}：到区块 ${blockNumber} 为止，合约中的加密总和与由各张选票重新计算的结果不同。`,
      en: `Election ${electionId}: up to block ${blockNumber}, the contract's encrypted sum is not the sum of the ballots.`,
    },
    advice: STOP,
  }),
  "count-differs": ({ electionId, blockNumber, contract, index }) => ({
    sentence: {
      zh: `选举 ${electionId}：到区块 ${blockNumber} 为止，合约接受了 ${contract} 张选票，索引中有 ${index} 张。`,
      en: `Election ${electionId}: up to block ${blockNumber}, the contract accepted ${contract} ballots and the index holds ${index}.`,
    },
    advice: STOP,
  }),
  "record-differs": ({ electionId, what, blockNumber }) => ({
    sentence: {
      zh: `选举 ${electionId}：到区块 ${blockNumber} 为止，索引记录的 ${what} 与合约不同。`,
      en: `Election ${electionId}: up to block ${blockNumber}, the index's ${what} is not the contract's.`,
    },
    advice: STOP,
  }),
  "result-differs": ({ electionId, blockNumber }) => ({
    sentence: {
      zh: `选举 ${electionId}：到区块 ${blockNumber} 为止，已公布的票数与密钥保管人的部分解密打开的总和不符。`,
      en: `Election ${electionId}: up to block ${blockNumber}, the published counts are not what the trustees' partial decryptions open.`,
    },
    advice: STOP,
  }),
  "trustee-late": ({ of, id, trusteeIndex, step, past }) => {
    const place = of === "election" ? { zh: "选举", en: "Election" } : { zh: "密钥仪式", en: "Key ceremony" };
    return {
      sentence: {
        zh: `${place.zh} ${id}：密钥保管人 ${trusteeIndex} ${past ? "已错过" : "尚未完成"}${STEPS[step].zh}。`,
        en: `${place.en} ${id}: the ${STEPS[step].en} of trustee ${trusteeIndex} is ${past ? "overdue" : "still missing"}.`,
      },
      advice: {
        zh: "联系该密钥保管人；若其设备损坏，请其取出密钥文件的备份。到门限人数为止其他密钥保管人也可完成。",
        en: "Call the trustee; if the device broke, the backup of the key file serves. Others may suffice, down to the threshold.",
      },
    };
  },
};
