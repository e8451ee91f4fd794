import { Faults, listed, plural } from "../../findings.ts";
import { hex32 } from "../../recompute/encoding.ts";
import type { AttestationCheck } from "../check.ts";
import { trustHistory } from "../recompute/trust-history.ts";

export const trustTree: AttestationCheck = {
  id: "A2",
  name: "trust-tree",
  claim: {
    en: "The trusted issuers are those that were registered, with the states that they published.",
    zh: "受信任的签发机构正是已登记的机构，其状态正是已公布的状态。",
  },
  async run({ ledger }) {
    const faults = new Faults();
    const { states, contradicting, misplaced } = await trustHistory(ledger.trust);
    faults.unless(
      misplaced.length === 0,
      `keys are missing or out of order: ${listed(misplaced.map(({ keyIndex }) => keyIndex))}`,
      `密钥缺失或顺序错乱：${listed(misplaced.map(({ keyIndex }) => keyIndex))}`,
    );
    faults.unless(
      contradicting.length === 0,
      `the trust root does not follow from what was published, in block ${listed(contradicting.map(({ blockNumber }) => blockNumber))}`,
      `信任根与已公布的内容不符，区块 ${listed(contradicting.map(({ blockNumber }) => blockNumber))}`,
    );
    const root = states.at(-1)?.root ?? 0n;
    faults.unless(
      root === ledger.trustRoot,
      "the registry's present trust root is another one",
      "登记合约当前的信任根与重新计算的不同",
    );
    return faults.finding(
      {
        en: `${plural(states.length, "state")} of the trust tree computed again, all agree`,
        zh: `重新计算了信任树的 ${states.length} 个状态，全部一致`,
      },
      { states: states.length, root: hex32(ledger.trustRoot) },
    );
  },
};
