import { z } from "zod";
import { consentContextOf, type Consent } from "./consent.ts";
import { canonicalText, parseCanonical, proofWords, uuid } from "./forms.ts";
import { subjectClaim, type SubjectClaim } from "./subject-proof.ts";

export const CONSENT_WITHDRAWAL_FORMAT = "psephos.consent-withdrawal/1";

const withdrawalForm = z.strictObject({
  format: z.literal(CONSENT_WITHDRAWAL_FORMAT),
  consentId: uuid,
  /** Of the circuit `pseudonym` in the consent's own context: it says that the consent's giver takes it back. */
  proof: proofWords,
});

/** A person takes a consent back, for good. */
export type ConsentWithdrawal = z.output<typeof withdrawalForm>;

export function withdrawalText(withdrawal: ConsentWithdrawal): string {
  return canonicalText(withdrawal);
}

export function parseWithdrawal(text: string): ConsentWithdrawal {
  return parseCanonical(withdrawalForm, text, "withdrawal of a consent");
}

/** What its proof must say. */
export function withdrawalClaim({ proof }: ConsentWithdrawal, consent: Consent): SubjectClaim {
  const { controller: verifier, scope, pseudonym } = consent;
  return subjectClaim({ verifier, scope, pseudonym, proof, contextHash: consentContextOf(consent) });
}
