import { PsephosError } from "../../errors.ts";
import { noticeHash } from "../../protocol/sharing/consent.ts";
import type { Chain } from "../chain-session.ts";
import type { GivenConsent } from "../consent-file.ts";
import { openPublishedPolicy } from "../published-policy.ts";
import { checkPresentation } from "../verifier/check-presentation.ts";
import { acceptConsent } from "./consents.ts";
import type { RecordKeeper } from "./keeper.ts";

/**
 * Checks the presentation behind a consent, and takes the consent in. `maxWaitSeconds`: how long it may have been on its way; its id is
 * taken once, and what the policy says of the age of status lists holds all the same.
 */
export async function takeConsent(input: {
  chain: Chain;
  keeper: RecordKeeper;
  given: GivenConsent;
  maxWaitSeconds?: number;
}): Promise<void> {
  const { chain, keeper, given, maxWaitSeconds } = input;
  const { consent, presentation } = given;
  const asked = await openPublishedPolicy({ chain, policyId: consent.policyId });
  const { verifier, scope } = asked.parts[0].policy;
  if (consent.controller !== verifier || consent.scope !== scope) {
    throw new PsephosError("CONSENT_REFUSED", "This is no consent: it names another office or scope than its policy.");
  }
  const { id: consentId, viewingKey } = consent;
  const context = { kind: "consent", consentId, noticeHash: noticeHash(consent), viewingKey } as const;
  await checkPresentation({ chain, asked, presentation, context, maxWaitSeconds });
  await acceptConsent(keeper, consent, presentation.signals);
}
