import { PROOF_WORD_COUNT, type Proof } from "../../../../proofs/proof.ts";
import { Faults, listed, plural } from "../../findings.ts";
import type { AttestationCheck, AttestationSubject } from "../check.ts";
import { PRESENTATIONS } from "../ledger.ts";
import { attestationContext } from "../recompute/contexts.ts";

/** Proof, trust root, now, pseudonym, disclosure hash. */
const ITEM_WORDS = PROOF_WORD_COUNT + 4;

export const attestationProofs: AttestationCheck = {
  id: "A5",
  name: "attestation-proofs",
  claim: {
    en: "Every attestation comes from a proof that its policy was met.",
    zh: "每项证明登记都有满足核验要求的证明。",
  },
  async run(subject) {
    const faults = new Faults();
    const attested = subject.ledger.attestations.filter((event) => event.kind === "attested");
    const misshapen = attested.filter(({ item, pseudonym }) => item.length !== ITEM_WORDS || item[10] !== pseudonym);
    faults.unless(
      misshapen.length === 0,
      `misshapen, or recorded under another pseudonym: block ${listed(misshapen.map(({ blockNumber }) => blockNumber))}`,
      `格式不符或登记在另一化名下：区块 ${listed(misshapen.map(({ blockNumber }) => blockNumber))}`,
    );
    const bad = await unproven(subject);
    faults.unless(bad.length === 0, `not proved: in block ${listed(bad)}`, `未被证明：区块 ${listed(bad)}`);
    return faults.finding(
      { en: `${plural(attested.length, "proof")} checked, all hold`, zh: `检验了 ${attested.length} 个证明，全部成立` },
      { proofs: attested.length, bad },
    );
  },
};

/** Blocks of the attestations whose proofs do not hold, or whose policies are not there. */
async function unproven({ ledger, judgeProofs }: AttestationSubject): Promise<number[]> {
  const { chainId, contracts, policies } = ledger;
  const registry = { chainId, address: contracts.attestations };
  const terms = new Map(policies.map((policy) => [policy.policyId, policy.kept.terms]));
  const attested = ledger.attestations.filter((event) => event.kind === "attested");
  const bad = attested.filter(({ policyId }) => !terms.has(policyId)).map(({ blockNumber }) => blockNumber);
  for (const circuit of PRESENTATIONS) {
    const own = attested.filter(({ policyId }) => terms.get(policyId)?.circuit === circuit);
    const proofs = own.map(({ policyId, item }): Proof => ({
      words: item.slice(0, PROOF_WORD_COUNT),
      signals: [
        terms.get(policyId)!.policyHash,
        attestationContext(registry, policyId),
        ...item.slice(PROOF_WORD_COUNT),
      ],
    }));
    if (proofs.length === 0) continue;
    const refused = await judgeProofs({ circuit, proofs });
    bad.push(...refused.map((at) => own[at]!.blockNumber));
  }
  return bad;
}
