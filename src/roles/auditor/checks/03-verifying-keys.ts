import type { CircuitName } from "../../../generated/signals.ts";
import type { VerifyingKey } from "../../../proofs/proof.ts";
import type { Check, Subject } from "../check.ts";
import { circuitsOf } from "../circuits-of.ts";
import { Faults } from "../findings.ts";

/** Chains on which keys of phase "development" may stand: nobody's vote counts there. */
const LOCAL_CHAINS: readonly number[] = [31337, 1337];

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
    for (const circuit of needed) judgeKey({ circuit, archive, pinned: pinnedKeys[circuit].verifyingKey, faults });
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

function judgeKey(input: { circuit: CircuitName; archive: Subject["archive"]; pinned: VerifyingKey; faults: Faults }) {
  const { circuit, archive, pinned, faults } = input;
  const found = archive.verifyingKeys.filter((key) => key.circuit === circuit);
  if (!faults.unless(found.length === 1, `the key of ${circuit} is not given once`, `${circuit} 的密钥不是恰好一份`)) {
    return;
  }
  const key = found[0]!;
  faults.unless(
    key.circuitHash === pinned.circuitHash,
    `the key of ${circuit} names another circuit`,
    `${circuit} 的密钥指向另一电路`,
  );
  faults.unless(
    flat(key).join() === flat(pinned).join(),
    `the key of ${circuit} differs from the pinned one`,
    `${circuit} 的密钥与内置的不同`,
  );
}

function flat({ alpha, beta, gamma, delta, ic }: Omit<VerifyingKey, "circuitHash">): bigint[] {
  return [...alpha, ...beta, ...gamma, ...delta, ...ic];
}
