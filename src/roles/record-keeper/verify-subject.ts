import { PsephosError } from "../../errors.ts";
import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import { verifyBatch } from "../../proofs/verify.ts";
import type { SubjectClaim } from "../../protocol/sharing/subject-proof.ts";

/** Whether the claim's proof holds; false for any that does not, malformed ones too. */
export type SubjectVerifier = (claim: SubjectClaim) => Promise<boolean>;

/** With the build's own key of the circuit `pseudonym`. */
export const verifySubject: SubjectVerifier = async ({ signals, proof }) => {
  const { verifyingKey } = await loadVerifyingKey({ circuit: "pseudonym" });
  return (await verifyBatch({ key: verifyingKey, proofs: [{ words: proof, signals }] })).ok;
};

export async function requireSubject(verifier: SubjectVerifier, claim: SubjectClaim): Promise<void> {
  if (await verifier(claim)) return;
  const message = "The proof is not of the person whose data these are, or not for this. Prove it anew.";
  throw new PsephosError("SUBJECT_NOT_PROVEN", message);
}
