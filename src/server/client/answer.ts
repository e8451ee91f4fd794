import { ERROR_CODES, PsephosError, type ErrorCode, type ErrorDetail } from "../../errors.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { rawBytes } from "../api/words.ts";
import { problemSchema, type Problem } from "../api/problem.ts";

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** What a service said is shown to people: no control characters, which terminals obey. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, " ");
}

/** The body by the endpoint's own schema, or ANSWER_MALFORMED. What is not JSON is taken as text, or as bytes. */
export function parseAnswer(bytes: Uint8Array, { status, body, mediaType }: Endpoint["success"]): unknown {
  if (body === undefined) return undefined;
  if (body === rawBytes) return bytes;
  const text = new TextDecoder().decode(bytes);
  const result = body.safeParse(mediaType === undefined ? parseJson(text) : text);
  if (!result.success) throw malformed(status);
  return result.data;
}

/** The refusal that this response is; `retryAfterSeconds` of its header is in `detail`. */
export function parseProblem(text: string, { status, headers }: Response): PsephosError {
  const result = problemSchema.safeParse(parseJson(text));
  const retryAfter = Number(headers.get("retry-after") ?? Number.NaN);
  const wait: ErrorDetail =
    Number.isSafeInteger(retryAfter) && retryAfter >= 0 ? { retryAfterSeconds: retryAfter } : {};
  return result.success ? problemError(result.data, wait) : statusError(status, wait);
}

/** A problem document as the error that it was made from. Codes of a newer service become one that this version knows. */
export function problemError(problem: Problem, more: ErrorDetail = {}): PsephosError {
  const code = isKnown(problem.code) ? problem.code : codeOf(problem.status);
  const fields = (problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
  const message = printable([problem.detail, ...fields.slice(0, 3)].join(" "));
  return new PsephosError(code, message, {
    detail: { ...plainFacts(problem.facts), ...more, service: printable(problem.code) },
  });
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

/** When the answer is not even a problem document: a proxy's page, perhaps. */
function statusError(status: number, detail: ErrorDetail): PsephosError {
  const message = `The service answered with status ${status} and no reason that can be read.`;
  return new PsephosError(codeOf(status), message, { detail: { ...detail, status } });
}

function codeOf(status: number): ErrorCode {
  if (status === 404) return "NOT_FOUND";
  if (status === 429) return "RATE_LIMITED";
  if (status >= 400 && status < 500) return "SERVICE_REFUSED";
  return status === 502 || status === 503 || status === 504 ? "BUSY" : "INTERNAL";
}

function plainFacts(facts: Problem["facts"] = {}): ErrorDetail {
  const plain = Object.entries(facts).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return Object.fromEntries(
    plain.map(([name, value]) => [name, typeof value === "string" ? printable(value) : (value as number | boolean)]),
  );
}

/** Undefined when it is not JSON, which no schema of ours takes. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The body, of at most MAX_ANSWER_BYTES: a service must not fill its client's memory. */
export async function readText(response: Response): Promise<string> {
  return new TextDecoder().decode(await readBytes(response));
}

export async function readBytes(response: Response, maxBytes: number = MAX_ANSWER_BYTES): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, size);
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw malformed(response.status);
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

export function malformed(status: number): PsephosError {
  const message = "The service's answer is not what this version understands. Compare the versions of both.";
  return new PsephosError("ANSWER_MALFORMED", message, { detail: { status } });
}
