import type { AnswerOf, Endpoint } from "../api/endpoint.ts";
import { parseAnswer, readBytes } from "./answer.ts";
import type { AnyRequest, CallRequest } from "./call-request.ts";
import { reach, send, serviceBase, within, type Connection } from "./connection.ts";
import { followEvents, type ReceivedEvent } from "./events.ts";
import { pause, pauseMs } from "./retry.ts";

const TIMEOUT_MS = 30_000;
const MAX_TRIES = 4;

export interface ClientOptions {
  /** Of the service, such as "http://127.0.0.1:8080"; a path before /v1 is kept. */
  readonly url: string;
  readonly fetch?: typeof fetch;
  /** For one try; 30 s unless told. */
  readonly timeoutMs?: number;
}

export type StreamEndpoint = Endpoint & { readonly success: { readonly stream: true } };

/** The request may be left out when nothing in it is required. */
type RequestArguments<E extends Endpoint> =
  object extends CallRequest<E> ? [request?: CallRequest<E>] : [request: CallRequest<E>];

/** Speaks to a service by its endpoints. What it answers is parsed strictly and believed no further than its schema: checking it is for the caller. */
export interface Client {
  /**
   * Rejects with the service's own code, SERVICE_UNREACHABLE or ANSWER_MALFORMED; with the reason of `signal` when that aborts. Requests
   * that may be repeated (GET, DELETE, `idempotent`) are, up to three times, when the service is busy or out of reach.
   */
  call<E extends Endpoint>(endpoint: E, ...request: RequestArguments<E>): Promise<AnswerOf<E>>;
  /** Comes back after a lost connection where it left off, until the service says that the stream is over. */
  events<E extends StreamEndpoint>(
    endpoint: E,
    ...request: RequestArguments<E>
  ): AsyncIterable<ReceivedEvent<AnswerOf<E>>>;
}

export function createClient({ url, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS }: ClientOptions): Client {
  // Browsers refuse a fetch that is called as a method of something else.
  const connection: Connection = { base: serviceBase(url), fetch: (...given) => fetch(...given), timeoutMs };
  return {
    async call<E extends Endpoint>(endpoint: E, ...[request = {}]: [request?: AnyRequest]) {
      return (await call(connection, endpoint, request)) as AnswerOf<E>;
    },
    events<E extends StreamEndpoint>(endpoint: E, ...[request = {}]: [request?: AnyRequest]) {
      return followEvents(connection, endpoint, request) as AsyncIterable<ReceivedEvent<AnswerOf<E>>>;
    },
  };
}

async function call(connection: Connection, endpoint: Endpoint, request: AnyRequest): Promise<unknown> {
  const mayRepeat = endpoint.method !== "POST" || endpoint.idempotent === true;
  for (let failures = 0; ; failures += 1) {
    try {
      const signal = within(connection.timeoutMs, request.signal);
      const response = await send(connection, { endpoint, request, signal });
      const bytes = await reach(() => readBytes(response, endpoint.success.maxBytes), request.signal);
      return parseAnswer(bytes, endpoint.success);
    } catch (error) {
      const waitMs = mayRepeat && failures + 1 < MAX_TRIES ? pauseMs(error, failures) : undefined;
      if (waitMs === undefined) throw error;
      await pause(waitMs, request.signal);
    }
  }
}
