import { z } from "zod";
import { PsephosError } from "../errors.ts";
import { firstIssue } from "../protocol/json.ts";
import { parsePresentation, presentationText, type Presentation } from "../protocol/credential/presentation-file.ts";
import { consentText, parseConsent, type Consent } from "../protocol/sharing/consent.ts";
import { canonicalText } from "../protocol/sharing/forms.ts";

const FORMAT = "psephos.consent-given/1";

/** A consent with the presentation by which it was given: what a department needs to take it in. */
export interface GivenConsent {
  readonly consent: Consent;
  readonly presentation: Presentation;
}

const form = z.strictObject({
  format: z.literal(FORMAT),
  consent: z.record(z.string(), z.json()),
  presentation: z.record(z.string(), z.json()),
});

export function givenConsentText({ consent, presentation }: GivenConsent): string {
  const json = (text: string): unknown => JSON.parse(text);
  const parts = { consent: json(consentText(consent)), presentation: json(presentationText(presentation)) };
  return `${canonicalText({ format: FORMAT, ...parts })}\n`;
}

/** Neither the proof nor whether it is of this consent is checked here. */
export function parseGivenConsent(json: unknown): GivenConsent {
  const parsed = form.safeParse(json);
  if (!parsed.success) {
    throw new PsephosError("SHARING_MALFORMED", `The consent file is not valid: ${firstIssue(parsed.error)}.`);
  }
  const { consent, presentation } = parsed.data;
  return { consent: parseConsent(canonicalText(consent)), presentation: parsePresentation(presentation) };
}
