import { Faults } from "../../findings.ts";
import { judgeKey, LOCAL_CHAINS } from "../../judge-key.ts";
import type { AttestationCheck } from "../check.ts";
import { PRESENTATIONS } from "../ledger.ts";

const CIRCUITS = [...PRESENTATIONS, "pseudonym"] as const;

export const presentationKeys: AttestationCheck = {
  id: "A1",
  name: "verifying-keys",
  claim: {
    en: "The keys that check presentations belong to the published circuits.",
    zh: "用于检验出示证明的密钥与公布的电路一致。",
  },
  run({ ledger, pinnedKeys }) {
    const faults = new Faults();
    const given = ledger.verifyingKeys;
    for (const circuit of CIRCUITS) judgeKey({ circuit, given, pinned: pinnedKeys[circuit].verifyingKey, faults });
    const isDevelopment = CIRCUITS.some((circuit) => pinnedKeys[circuit].phase === "development");
    faults.unless(
      !isDevelopment || LOCAL_CHAINS.includes(ledger.chainId),
      `these are DEVELOPMENT keys on chain ${ledger.chainId}: anyone can forge proofs, nothing here is proved`,
      `链 ${ledger.chainId} 上使用的是开发密钥：任何人都能伪造证明，此处不能证明任何事`,
    );
    const phase = isDevelopment ? "development" : "ceremony";
    return faults.finding(isDevelopment ? DEVELOPMENT : CEREMONY, { circuits: CIRCUITS, phase });
  },
};

const CEREMONY = {
  en: "Every key equals the one pinned in this program; keys come from a public ceremony",
  zh: "每个密钥都与本程序内置的一致；密钥来自公开仪式",
};

const DEVELOPMENT = {
  en: "Every key equals the one pinned in this program. BEWARE: they are DEVELOPMENT keys, forgeable, for trials alone",
  zh: "每个密钥都与本程序内置的一致。注意：这是开发密钥，可被伪造，仅供演示",
};
