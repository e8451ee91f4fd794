import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { requirePublicKey } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { consentContext, type ContextHash } from "../credential/context.ts";
import type { PresentationSignals } from "../credential/presentation.ts";
import { bytes32, decimal, fieldElement, pointSchema, unixSeconds } from "../json.ts";
import { canonicalText, department, malformed, parseCanonical, purpose, scope, uuid } from "./forms.ts";

export const CONSENT_FORMAT = "psephos.consent/1";
const NOTICE_FORMAT = "psephos.consent-notice/1";
const MAX_PERIOD_SECONDS = 366 * 86_400;

const terms = {
  policyId: decimal,
  policyHash: fieldElement,
  /** The department that will get the data: the policy's verifier. */
  controller: department,
  /** The policy's scope: the pseudonym and the viewing key are those of this scope. */
  scope,
  purpose,
  /** Unix seconds: from the first up to, not including, the second. */
  startsAt: unixSeconds,
  expiresAt: unixSeconds,
  /** Once, or at most once in each period from `startsAt` on. */
  use: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("once") }),
    z.strictObject({ kind: z.literal("periodic"), everySeconds: z.int().min(60).max(MAX_PERIOD_SECONDS) }),
  ]),
};
const consentForm = z.strictObject({
  format: z.literal(CONSENT_FORMAT),
  id: uuid,
  ...terms,
  /** keccak256 of the notice's text. */
  noticeHash: bytes32,
  pseudonym: fieldElement,
  /** Records of what is shared are addressed to it. */
  viewingKey: pointSchema,
  /** keccak256 of the presentation file by which the consent was given. */
  proofHash: bytes32,
});

/** A person's consent to sharing, with the fields of ISO/IEC TS 27560. It is worth what the presentation behind it is worth. */
export type Consent = z.output<typeof consentForm>;

/** What the person is told and agrees to. */
export type ConsentTerms = Pick<Consent, keyof typeof terms>;

/** RFC 8785 text of the terms: what the wallet shows, and keeps. The policy's own text says the rest, under its hash. */
export function noticeText(agreed: ConsentTerms): string {
  const { policyId, policyHash, controller, scope: within, purpose: why, startsAt, expiresAt, use } = agreed;
  const notice = { policyId, policyHash, controller, scope: within, purpose: why, startsAt, expiresAt, use };
  return canonicalText({ format: NOTICE_FORMAT, ...notice });
}

export function noticeHash(agreed: ConsentTerms): string {
  return keccak256(toUtf8Bytes(noticeText(agreed)));
}

export type NewConsent = Omit<Consent, "format" | "noticeHash">;

export function createConsent(given: NewConsent): Consent {
  return parseConsent(canonicalText({ format: CONSENT_FORMAT, ...given, noticeHash: noticeHash(given) }));
}

export function consentText(consent: Consent): string {
  return canonicalText(consent);
}

/** Refuses terms that are not the notice's, times in the wrong order and an unusable viewing key. */
export function parseConsent(text: string): Consent {
  const consent = parseCanonical(consentForm, text, "consent");
  if (consent.noticeHash !== noticeHash(consent)) throw malformed("consent", "its notice has other terms");
  if (consent.startsAt >= consent.expiresAt) throw malformed("consent", "it ends before it starts");
  requirePublicKey(consent.viewingKey, "viewingKey");
  return consent;
}

/** The context in which the presentation behind it was made, and in which its withdrawal is proven. */
export function consentContextOf({ id, noticeHash: notice, viewingKey }: Consent): ContextHash {
  return consentContext({ consentId: id, noticeHash: notice, viewingKey });
}

type GivenBy = Pick<PresentationSignals, "policyHash" | "contextHash" | "pseudonym">;

/** Refuses a consent that the presentation was not made for. That the presentation's proof holds is checked before. */
export function checkConsent(consent: Consent, signals: GivenBy): Consent {
  if (signals.contextHash !== consentContextOf(consent)) throw refused("the presentation was made for something else");
  if (signals.policyHash !== consent.policyHash) throw refused("the presentation answers another policy");
  if (signals.pseudonym !== consent.pseudonym) throw refused("the presentation is another person's");
  return consent;
}

function refused(reason: string): PsephosError {
  return new PsephosError("CONSENT_REFUSED", `This is no consent: ${reason}.`);
}
