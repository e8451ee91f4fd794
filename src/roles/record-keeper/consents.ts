import { PsephosError } from "../../errors.ts";
import { checkConsent, type Consent } from "../../protocol/sharing/consent.ts";
import type { LogReceipt } from "../../protocol/sharing/log-head.ts";
import { withdrawalClaim, type ConsentWithdrawal } from "../../protocol/sharing/withdrawal.ts";
import type { PresentationSignals } from "../../protocol/credential/presentation.ts";
import { appendRecord, threadFor, type RecordKeeper } from "./keeper.ts";
import { requireSubject, type SubjectVerifier } from "./verify-subject.ts";

/**
 * Takes a consent in. `signals` are those of its presentation, whose proof and freshness were checked before. The thread of its
 * records is opened now, so that an opening does not tell when the first access was.
 */
export async function acceptConsent(
  keeper: RecordKeeper,
  consent: Consent,
  signals: Pick<PresentationSignals, "policyHash" | "contextHash" | "pseudonym">,
): Promise<void> {
  await keeper.consents.add(checkConsent(consent, signals));
  await threadFor(keeper, consent);
}

/** From its return on nothing is given out under the consent. May be repeated: each time is a record. */
export async function withdrawConsent(input: {
  keeper: RecordKeeper;
  withdrawal: ConsentWithdrawal;
  verifySubject: SubjectVerifier;
  /** Unix seconds. */
  now: number;
}): Promise<LogReceipt> {
  const { keeper, withdrawal, verifySubject, now } = input;
  const { consentId } = withdrawal;
  const held = keeper.consents.find(consentId);
  if (held === undefined) {
    throw new PsephosError("CONSENT_REFUSED", `There is no consent ${consentId} here. It may have been erased.`);
  }
  const { consent } = held;
  await requireSubject(verifySubject, withdrawalClaim(withdrawal, consent));
  await keeper.consents.withdraw(consentId, now);
  const entry = { kind: "withdrawal", policyId: consent.policyId } as const;
  return appendRecord(keeper, { entry, details: { kind: "withdrawal", at: now, consentId }, subject: consent });
}
