import { z } from "zod";
import { ERROR_CODES, type ErrorCode, type ExitClass, type PsephosError } from "../../errors.ts";
import { plainText } from "./words.ts";

export const PROBLEM_MEDIA_TYPE = "application/problem+json";
const TYPE_PREFIX = "urn:psephos:problem:";

/** RFC 9457. `code` is stable, `detail` is for people; `errors` names the fields at fault, never their values. */
export const problemSchema = z
  .strictObject({
    type: z.string().regex(/^urn:psephos:problem:[A-Z]+(_[A-Z]+)*$/),
    title: plainText(200),
    status: z.int().min(400).max(599),
    code: z.string().regex(/^[A-Z]+(_[A-Z]+)*$/),
    detail: z.string().max(2000),
    /** With INTERNAL: the word by which the operator finds the failure in the log. */
    instance: z.string().max(200).optional(),
    errors: z
      .array(z.strictObject({ path: z.string().max(300), message: z.string().max(300) }))
      .max(20)
      .optional(),
    /** Facts for programs, as PsephosError's detail. */
    facts: z.record(z.string().max(100), z.unknown()).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details; `code` is what programs match on." });

export type Problem = z.output<typeof problemSchema>;
export type FieldError = NonNullable<Problem["errors"]>[number];

/** What every operation may answer with, besides failures of what the service depends on (503). */
export const COMMON_PROBLEMS: readonly ErrorCode[] = [
  "REQUEST_MALFORMED",
  "NOT_FOUND",
  "METHOD_REFUSED",
  "HOST_REFUSED",
  "ORIGIN_REFUSED",
  "REQUEST_TOO_SLOW",
  "BODY_TOO_LARGE",
  "MEDIA_TYPE_REFUSED",
  "IDEMPOTENCY_KEY_REUSED",
  "RATE_LIMITED",
  "INTERNAL",
  "BUSY",
];

const CLASS_STATUS: Record<ExitClass, number> = { input: 400, refused: 409, failed: 500, environment: 503 };

/** Where the exit class says too little. */
const CODE_STATUS: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  METHOD_REFUSED: 405,
  REQUEST_TOO_SLOW: 408,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_REFUSED: 415,
  IDEMPOTENCY_KEY_REUSED: 422,
  RATE_LIMITED: 429,
  ACCESS_DENIED: 403,
  ORIGIN_REFUSED: 403,
  HOST_REFUSED: 421,
};

export function statusOf(code: ErrorCode): number {
  return CODE_STATUS[code] ?? CLASS_STATUS[ERROR_CODES[code]];
}

const CLASS_TITLES: Record<ExitClass, string> = {
  input: "The request cannot be used",
  refused: "The request is refused",
  failed: "The service failed",
  environment: "The service cannot do this now",
};

export interface ProblemOptions {
  readonly status?: number;
  readonly instance?: string;
  readonly errors?: readonly FieldError[];
}

/** The document of a refusal that is meant for the caller: its message and detail are shown. */
export function problemOf(error: PsephosError, options: ProblemOptions = {}): Problem {
  const facts = error.toJSON().detail;
  return {
    type: `${TYPE_PREFIX}${error.code}`,
    title: CLASS_TITLES[error.exitClass],
    status: options.status ?? statusOf(error.code),
    code: error.code,
    detail: error.message.slice(0, 2000),
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    ...(options.errors === undefined ? {} : { errors: [...options.errors] }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}
