import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from "../api/endpoint.ts";

/** A request whose every part fits its endpoint's schema. */
export interface ParsedRequest<E extends Endpoint> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  /** Stands for the caller while this process runs: a keyed hash of the address, made with a key that is never stored. */
  readonly caller: string;
  /** On this machine, as far as anybody can tell, or whatever the operator took for as good: may see counts that tell when somebody came. */
  readonly isInsider: boolean;
  /** Aborted when the caller hangs up, and when the server stops: for a stream at once, else after a time of grace. */
  readonly signal: AbortSignal;
  /** Of a stream: the id of the last event that a client who comes back has seen; 1 to 200 visible ASCII characters. */
  readonly lastEventId: string | undefined;
  /** What the caller gave as his token, if the endpoint asks for one; else empty. */
  readonly bearer: string;
  /** Counts so many more requests of this one's cost, for one that asks for several things; throws RATE_LIMITED. */
  readonly charge: (more: number) => void;
  /** Calls the listener once the answer is written out, or its caller gone. */
  readonly whenOver: (listener: () => void) => void;
}

/**
 * Answers with the body, or for a stream with one event after another. Refusals are thrown as PsephosError with a code of
 * `endpoint.problems`; BUSY and others take `detail: { retryAfterSeconds }`. A stream whose iterable ends is over for good, its
 * clients do not come back; one that waits must return when `signal` aborts.
 */
export type Handler<E extends Endpoint> = (
  request: ParsedRequest<E>,
) => E["success"] extends { stream: true }
  ? AsyncIterable<StreamEvent<AnswerOf<E>>>
  : E["success"] extends { status: 204 }
    ? Promise<void> | undefined
    : Promise<AnswerOf<E>> | AnswerOf<E>;

export interface StreamEvent<Data> {
  /** A client that comes back sends the last one as `Last-Event-ID`. */
  readonly id?: string;
  readonly data: Data;
}

/** An endpoint with what answers it; made by `route`, mounted by the server. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly handler: (request: ParsedRequest<Endpoint>) => unknown;
  readonly admit?: Admit<Endpoint>;
}

/**
 * Asked before a large body is read; refuses by throwing as handlers do. True when all is done already: the body is not read, and the
 * answer is the endpoint's status. Whoever does not say how long the body is, is refused.
 */
export type Admit<E extends Endpoint> = (
  head: Pick<ParsedRequest<E>, "params" | "caller" | "whenOver"> & { readonly bodyBytes: number },
) => Promise<boolean> | boolean;

export function route<E extends Endpoint>(endpoint: E, handler: Handler<E>, admit?: Admit<E>): Route {
  return { endpoint, handler, ...(admit === undefined ? {} : { admit: admit }) };
}
