import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import type { Credential } from "../../protocol/credential/credential-json.ts";
import { parseCredentialRequest } from "../../protocol/credential/credential-request.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import { issueCredential, type IssuingTerms } from "./issue-credential.ts";

const subjectForm = z.record(z.string(), z.union([z.string(), z.boolean()]));

/**
 * Issues to the person who stands at the desk. `reference` is what the officer read from the department's own file: whoever hands in a
 * request under another person's reference gets nothing.
 */
export function issueOne(
  terms: IssuingTerms,
  input: { request: string; subject: unknown; reference: string },
): { credentials: readonly [Credential] } {
  const request = parseCredentialRequest(input.request.trimEnd());
  if (request.reference !== input.reference) {
    throw new PsephosError(
      "CREDENTIAL_REQUEST_REFUSED",
      "The request has another reference than the person. Look whose request it is; nothing was issued.",
      { detail: { reason: "reference" } },
    );
  }
  return { credentials: [issueCredential(terms, { request, subject: parseSubject(input.subject) })] };
}

/** Names and values are the schema's affair; errors quote neither. */
function parseSubject(json: unknown): Readonly<Record<string, AttributeValue>> {
  const parsed = subjectForm.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new PsephosError(
    "SUBJECTS_MALFORMED",
    "The person's data must be one JSON object of attributes, each a text or true or false.",
  );
}
