import { Faults, plural } from "../../findings.ts";
import type { AttestationCheck } from "../check.ts";
import { FRESHNESS_FAULTS, freshness } from "../recompute/freshness.ts";
import { trustHistory } from "../recompute/trust-history.ts";

export const attestationTimes: AttestationCheck = {
  id: "A6",
  name: "times",
  claim: {
    en: "Every attestation was proven freshly, on a recent state of trust, and ends when its policy says.",
    zh: "每项证明登记都是新近出具、基于近期信任状态，并按核验要求到期。",
  },
  async run({ ledger }) {
    const faults = new Faults();
    const history = await trustHistory(ledger.trust);
    const policies = new Map(ledger.policies.map((policy) => [policy.policyId, policy]));
    const attested = ledger.attestations.filter((event) => event.kind === "attested");
    for (const event of attested) {
      const { policyId, blockNumber, attestedAt, expiresAt, item, time } = event;
      const policy = policies.get(policyId);
      const shown = { trustRoot: item[8] ?? 0n, now: item[9] ?? 0n };
      const fresh = freshness(shown, { policy, at: event, history });
      if ("fault" in fresh) {
        const { en, zh } = FRESHNESS_FAULTS[fresh.fault];
        faults.add(
          `an attestation of block ${blockNumber} was taken although ${en}`,
          `区块 ${blockNumber} 的登记不应被接受：${zh}`,
        );
        continue;
      }
      const { validity, lapses, maxStatusAge } = policy!.kept.terms;
      const holds = lapses ? Math.min(validity, maxStatusAge - fresh.age) : validity;
      faults.unless(
        attestedAt === time && expiresAt === time + holds,
        `an attestation of block ${blockNumber} begins or ends at another time than its policy says`,
        `区块 ${blockNumber} 的登记起止时间与核验要求不符`,
      );
    }
    return faults.finding(
      {
        en: `${plural(attested.length, "attestation")} within all their limits`,
        zh: `${attested.length} 项登记均在时限之内`,
      },
      { attestations: attested.length },
    );
  },
};
