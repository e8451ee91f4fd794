import { isPsephosError, PsephosError, requireArgument } from "../../errors.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { parseProblem, readText } from "./answer.ts";
import { requestInit, requestUrl, type AnyRequest } from "./call-request.ts";

/** Where a service is and how it is reached. */
export interface Connection {
  /** Ends without a slash. */
  readonly base: string;
  readonly fetch: typeof fetch;
  /** For one try, body included. */
  readonly timeoutMs: number;
}

/** The service's address: http or https, without a query, a fragment or a name and password. */
export function serviceBase(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isPlain =
    parsed !== undefined &&
    /^https?:$/.test(parsed.protocol) &&
    [parsed.search, parsed.hash, parsed.username, parsed.password].every((part) => part === "");
  requireArgument(isPlain, "url", "the http or https address of a service");
  return parsed.href.replace(/\/+$/, "");
}

export interface Try {
  readonly endpoint: Endpoint;
  readonly request: AnyRequest;
  readonly signal: AbortSignal;
  readonly lastEventId?: string;
}

/** One response with the endpoint's own status. Rejects with the service's refusal, or with SERVICE_UNREACHABLE. */
export async function send(
  { base, fetch }: Connection,
  { endpoint, request, signal, lastEventId }: Try,
): Promise<Response> {
  const url = requestUrl(base, endpoint, request);
  const init = requestInit(endpoint, request);
  if (lastEventId !== undefined) init.headers["last-event-id"] = lastEventId;
  const response = await reach(() => fetch(url, { ...init, signal }), request.signal);
  if (response.status === endpoint.success.status) return response;
  throw parseProblem(await reach(() => readText(response), request.signal), response);
}

/** What fails on the way is SERVICE_UNREACHABLE, unless the caller himself gave up: then it is his reason. */
export async function reach<Result>(work: () => Promise<Result>, given: AbortSignal | undefined): Promise<Result> {
  given?.throwIfAborted();
  try {
    return await work();
  } catch (error) {
    given?.throwIfAborted();
    if (isPsephosError(error)) throw error;
    throw new PsephosError("SERVICE_UNREACHABLE", "The service does not answer. Check its address and the network.", {
      cause: error,
    });
  }
}

/** Aborts with `given`, or after `ms`. */
export function within(ms: number, given: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(ms);
  return given === undefined ? limit : AbortSignal.any([given, limit]);
}
