import { PsephosError, isPsephosError } from "../../../errors.ts";
import type { Candidate } from "./candidate.ts";
import type { Targets } from "./targets.ts";

/** Place of `trustRoot` among a presentation's signals. */
const TRUST_ROOT = 2;

/**
 * Why the registry does not stand behind a presentation's trust root; undefined if it does, and for what rests on no credential. Asked after the proof:
 * roots can be made up, and the node would be asked for each.
 */
export async function refusedByTrust(targets: Targets, candidate: Candidate): Promise<PsephosError | undefined> {
  const { kind, target, proof } = candidate;
  if (kind === "ballot" || kind === "withdrawal") return undefined;
  const policyId = kind === "attestation" ? target : (await targets.enrolment(target)).policyId;
  const { terms } = await targets.policy(policyId);
  const age = await targets.trustAge(proof.signals[TRUST_ROOT]!).catch((error: unknown) => {
    if (isPsephosError(error) && error.exitClass === "refused") return Infinity;
    throw error;
  });
  if (age <= terms.maxStatusAge) return undefined;
  const message =
    "This presentation rests on revocation lists that the policy finds too old, or on an unknown trust tree.";
  return new PsephosError("PRESENTATION_STALE", `${message} Fetch new lists and prove anew.`);
}
