import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { firstIssue } from "../json.ts";
import { canonicalText, code } from "../sharing/forms.ts";

export const LETTER_FORMAT = "psephos.letter/1";

/** Below what a letter box takes: a presentation with all that it shows is a tenth of it. */
const MAX_CONTENT_CHARACTERS = 48_000;

const head = { format: z.literal(LETTER_FORMAT) };
const json = z.record(z.string(), z.json());
/** Public part of the box that takes the answer. */
const replyTo = z.string().regex(/^[A-Za-z0-9._~:-]{1,600}$/, "must be a letter box's address");
const text = z.string().min(1).max(MAX_CONTENT_CHARACTERS);

const letterForm = z.discriminatedUnion("kind", [
  /** To a desk that issues; `request` is the text of a `psephos.credential-request/1`. */
  z.strictObject({ ...head, kind: z.literal("credential-request"), request: text, replyTo }),
  /** The desk's answer. */
  z.strictObject({ ...head, kind: z.literal("credential"), credential: json }),
  /** The desk's answer that it issues nothing, with a word that programs know how to say. */
  z.strictObject({ ...head, kind: z.literal("refusal"), reason: code }),
  /** To a verifier: the OpenID4VP response to its request. */
  z.strictObject({ ...head, kind: z.literal("answer"), response: json }),
  /** To whoever can send it to the registry: text of a `psephos.attestation-withdrawal/1`. */
  z.strictObject({ ...head, kind: z.literal("attestation-withdrawal"), withdrawal: text }),
  /** To a keeper of records: `psephos.consent-given/1`. */
  z.strictObject({ ...head, kind: z.literal("consent"), given: json }),
  /** To a keeper of records: text of a `psephos.consent-withdrawal/1`. */
  z.strictObject({ ...head, kind: z.literal("consent-withdrawal"), withdrawal: text }),
  /** To a keeper of records: text of a `psephos.erasure-request/1`. */
  z.strictObject({ ...head, kind: z.literal("erasure-request"), request: text, replyTo }),
  /** The keeper's answer: text of a `psephos.erasure-certificate/1`. */
  z.strictObject({ ...head, kind: z.literal("erasure-certificate"), certificate: text }),
]);

export const LETTER_KINDS: readonly Letter["kind"][] = letterForm.options.map(({ shape }) => shape.kind.value);

/** What a person's and a department's browsers write to each other; sealed on the way. Each content is checked by its own parser. */
export type Letter = z.output<typeof letterForm>;
export type LetterContent = Letter extends infer Each ? (Each extends Letter ? Omit<Each, "format"> : never) : never;

/** RFC 8785 text. */
export function letterText(content: LetterContent): string {
  return canonicalText(parseForm({ format: LETTER_FORMAT, ...content }));
}

export function parseLetter(written: string): Letter {
  let parsed: unknown;
  try {
    parsed = JSON.parse(written);
  } catch {
    // The engine's own error quotes the text, which is a person's.
    throw malformed("it is not JSON");
  }
  return parseForm(parsed);
}

function parseForm(value: unknown): Letter {
  const parsed = letterForm.safeParse(value);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  return parsed.data;
}

function malformed(reason: string): PsephosError {
  return new PsephosError("LETTER_MALFORMED", `The letter cannot be read: ${reason}. Ask for it again.`);
}
