import canonicalize from "canonicalize";
import { z } from "zod";
import { BASE_FIELD } from "../../crypto/field.ts";
import { PsephosError } from "../../errors.ts";
import { decimal, firstIssue } from "../json.ts";
import { textFault } from "../text.ts";
import { PROOF_WORDS } from "../words.ts";

/** What the files of the data sharing record are made of. Each has one text: RFC 8785 canonical JSON. */

export const uuid = z
  .string()
  .regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be urn:uuid: and a UUID in lower case");

export const department = z.string().regex(/^did:web:[A-Za-z0-9.:%_-]{1,200}$/, "must be a did:web");

export const scope = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, "must be 1 to 64 of a–z, 0–9 and inner hyphens");

export const purpose = z.string().regex(/^dpv:[A-Za-z]{1,60}$/, "must be a term of the Data Privacy Vocabulary");

/** A word for programs: why something was denied, or by which way data left. */
export const code = z.string().regex(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/, "must be 1 to 40 of a–z, 0–9 and hyphens");

export const line = (maxLength: number) => legible({ maxLength });
export const bilingual = (maxLength: number) =>
  z.strictObject({ zh: legible({ maxLength, lines: true }), en: legible({ maxLength, lines: true }) });

export const proofWords = z
  .array(decimal.refine((word) => word < BASE_FIELD, "must be below the base field's order"))
  .length(PROOF_WORDS);

/** A number of entries, or the place of one: far more than any log will have, and exact. */
export const entryCount = z
  .int()
  .min(0)
  .max(2 ** 48);

function legible(limits: { maxLength: number; lines?: boolean }) {
  return z.string().superRefine((value, context) => {
    const fault = textFault(value, limits);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });
}

export function canonicalText(value: unknown): string {
  const written = canonicalize(plain(value));
  if (written === undefined) throw new TypeError("only JSON values have a text");
  return written;
}

/** Bigints as decimal strings, absent fields left out. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(fields.map(([name, inner]) => [name, plain(inner)]));
}

/** A file's text in its one form; anything else, also the same content written otherwise, is refused. */
export function parseCanonical<Form extends z.ZodType>(form: Form, text: string, what: string): z.output<Form> {
  const json = jsonOf(text, what);
  const parsed = parseForm(form, json, what);
  if (canonicalize(json) !== text) throw malformed(what, "it is not in canonical form (RFC 8785)");
  return parsed;
}

export function parseForm<Form extends z.ZodType>(form: Form, json: unknown, what: string): z.output<Form> {
  const parsed = form.safeParse(json);
  if (!parsed.success) throw malformed(what, firstIssue(parsed.error));
  return parsed.data;
}

export function malformed(what: string, reason: string, cause?: unknown): PsephosError {
  return new PsephosError("SHARING_MALFORMED", `This is not a valid ${what}: ${reason}.`, { cause });
}

function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(what, "it is not JSON");
  }
}
