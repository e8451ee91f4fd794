import { withdrawalContext } from "../../../protocol/credential/context.ts";
import { withdrawalHash } from "../../../protocol/relay-receipt.ts";
import type { Candidate } from "./candidate.ts";
import { requireProofPoints } from "./curve-points.ts";
import { schedule, type DelaySettings } from "./schedule.ts";
import type { Targets } from "./targets.ts";

/** That a holder ends what was proven of her at one time; each number within its range. */
export interface SubmittedWithdrawal {
  readonly policyId: bigint;
  readonly pseudonym: bigint;
  /** Unix seconds. */
  readonly provenAt: bigint;
  readonly proof: readonly bigint[];
}

/**
 * All checks but record and proof, the cheapest first. Also under a retired policy: it takes no more presentations, and what it took can be
 * taken back. Nothing closes: a withdrawal counts for as long as what it ends stands.
 */
export async function checkWithdrawal(
  { policyId, pseudonym, provenAt, proof }: SubmittedWithdrawal,
  { targets, settings }: { targets: Targets; settings: DelaySettings },
): Promise<Candidate> {
  const [{ terms }, now] = await Promise.all([targets.policy(policyId), targets.now()]);
  requireProofPoints(proof);
  const { chainId, deployment } = targets.chain;
  const place = { chainId: BigInt(chainId), contract: deployment.addresses.attestations.toLowerCase() };
  const signals = [terms.departmentId, terms.scopeId, withdrawalContext({ ...place, policyId, provenAt }), pseudonym];
  return {
    ...place,
    kind: "withdrawal",
    target: policyId,
    nullifier: pseudonym,
    contentHash: withdrawalHash(signals),
    circuit: "pseudonym",
    proof: { words: proof, signals },
    words: [...proof, pseudonym, provenAt],
    commitment: undefined,
    closesAt: Infinity,
    ...schedule({ now, closesAt: Infinity, settings }),
  };
}
