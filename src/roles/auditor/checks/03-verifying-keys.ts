import type { Check, Subject } from "../check.ts";
import { circuitsOf } from "../circuits-of.ts";
import { Faults } from "../findings.ts";
import { judgeKey, LOCAL_CHAINS } from "../judge-key.ts";

export const verifyingKeys: Check = {
  id: 3,
  name: "verifying-keys",
  claim: {
    en: "The keys that check proofs belong to the published circuits.",
    zh: "用于检验证明的密钥与公布的电路一致。",
  },
  run({ archive, pinnedKeys }: Subject) {
    const faults = new Faults();
    const needed = Object.values(circuitsOf(archive));
    const given = archive.verifyingKeys;
    for (const circuit of needed) judgeKey({ circuit, given, pinned: pinnedKeys[circuit].verifyingKey, faults });
    const unused = archive.verifyingKeys.filter(({ circuit }) => !needed.includes(circuit));
    faults.unless(
      unused.length === 0,
      `keys are given that this election does not use: ${unused.map(({ circuit }) => circuit).join(", ")}`,
      `给出了本次选举未使用的密钥：${unused.map(({ circuit }) => circuit).join("、")}`,
    );
    const development = needed.filter((circuit) => pinnedKeys[circuit].phase === "development");
    const isLocal = LOCAL_CHAINS.includes(archive.chain.chainId);
    faults.unless(
      development.length === 0 || isLocal,
      `these are DEVELOPMENT keys on chain ${archive.chain.chainId}: anyone can forge proofs, nothing here is proved`,
      `链 ${archive.chain.chainId} 上使用的是开发密钥：任何人都能伪造证明，此处不能证明任何事`,
    );
    return faults.finding(development.length > 0 ? GOOD_BUT_DEVELOPMENT : GOOD, {
      circuits: needed,
      phase: development.length > 0 ? "development" : "ceremony",
    });
  },
};

const GOOD = {
  en: "Every key equals the one pinned in this program; keys come from a public ceremony",
  zh: "每个密钥都与本程序内置的一致；密钥来自公开仪式",
};

const GOOD_BUT_DEVELOPMENT = {
  en: "Every key equals the one pinned in this program. BEWARE: they are DEVELOPMENT keys, forgeable, for trials alone",
  zh: "每个密钥都与本程序内置的一致。注意：这是开发密钥，可被伪造，仅供演示",
};
