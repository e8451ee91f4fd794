import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { decimal, fieldElement, firstIssue } from "../json.ts";
import { canonicalText, proofWords } from "../sharing/forms.ts";

export const ATTESTATION_WITHDRAWAL_FORMAT = "psephos.attestation-withdrawal/1";

const withdrawalForm = z.strictObject({
  format: z.literal(ATTESTATION_WITHDRAWAL_FORMAT),
  policyId: decimal,
  pseudonym: fieldElement,
  /** Of the circuit `pseudonym`, in the withdrawal context of what is recorded. */
  proof: proofWords,
});

/** A confirmation on record is taken back. Anybody may send it to the registry: it does nothing else, and names nobody. */
export type AttestationWithdrawal = z.output<typeof withdrawalForm>;

/** RFC 8785 text. */
export function attestationWithdrawalText(withdrawal: Omit<AttestationWithdrawal, "format">): string {
  const { policyId, pseudonym, proof } = withdrawal;
  return canonicalText({ format: ATTESTATION_WITHDRAWAL_FORMAT, policyId, pseudonym, proof });
}

/** Well-formed only; whether the proof holds, the registry says. */
export function parseAttestationWithdrawal(text: string): AttestationWithdrawal {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw malformed("it is not JSON");
  }
  const parsed = withdrawalForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  return parsed.data;
}

function malformed(reason: string): PsephosError {
  return new PsephosError("SHARING_MALFORMED", `This is no withdrawal of a confirmation: ${reason}. Make it again.`);
}
