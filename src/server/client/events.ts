import { createParser, type EventSourceMessage } from "eventsource-parser";
import { PsephosError } from "../../errors.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { problemSchema } from "../api/problem.ts";
import { malformed, parseJson, problemError } from "./answer.ts";
import type { AnyRequest } from "./call-request.ts";
import { reach, send, type Connection } from "./connection.ts";
import { pause, pauseMs } from "./retry.ts";

/** Failures in a row, none of which brought an event. */
const MAX_FAILURES = 8;
/** Three heartbeats: a connection that is quiet for so long is dead. */
const QUIET_MS = 45_000;
const MAX_EVENT_CHARACTERS = 4 * 1024 * 1024;

export interface ReceivedEvent<Data> {
  readonly id: string | undefined;
  readonly data: Data;
}

/** Events in their order, each once as far as the service keeps its ids. */
export async function* followEvents(
  connection: Connection,
  endpoint: Endpoint,
  request: AnyRequest,
): AsyncGenerator<ReceivedEvent<unknown>> {
  let lastEventId: string | undefined;
  for (let failures = 0; ; failures += 1) {
    try {
      for await (const message of connect({ connection, endpoint, request, lastEventId })) {
        if (message.event === "end") return;
        if (message.event === "problem") throw streamProblem(message.data);
        lastEventId = message.id ?? lastEventId;
        failures = 0;
        yield { id: message.id, data: parseData(endpoint, message.data) };
      }
      throw lost();
    } catch (error) {
      const waitMs = failures + 1 < MAX_FAILURES ? pauseMs(error, failures) : undefined;
      if (waitMs === undefined) throw error;
      await pause(waitMs, request.signal);
    }
  }
}

interface Stream {
  readonly connection: Connection;
  readonly endpoint: Endpoint;
  readonly request: AnyRequest;
  readonly lastEventId: string | undefined;
}

/** The messages of one connection. It is given up when the reader stops, when it falls silent, and by the caller's signal. */
async function* connect({ connection, endpoint, request, lastEventId }: Stream): AsyncGenerator<EventSourceMessage> {
  const over = new AbortController();
  const given = request.signal === undefined ? [] : [request.signal];
  const signal = AbortSignal.any([over.signal, ...given]);
  const watch = silenceWatch(over);
  try {
    watch.heard(connection.timeoutMs);
    const resume = lastEventId === undefined ? {} : { lastEventId };
    const response = await send(connection, { endpoint, request, signal, ...resume });
    const isEvents = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
    if (!isEvents || response.body === null) throw malformed(response.status);
    const messages: EventSourceMessage[] = [];
    const faults: string[] = [];
    const parser = createParser({
      onEvent: (message) => messages.push(message),
      onError: ({ type }) => faults.push(type),
      maxBufferSize: MAX_EVENT_CHARACTERS,
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      watch.heard(QUIET_MS);
      const { done, value } = await reach(() => reader.read(), request.signal);
      if (done) return;
      // Its own clock does not run while the consumer is at work.
      watch.stop();
      parser.feed(value);
      if (faults.includes("max-buffer-size-exceeded")) throw malformed(response.status);
      yield* messages.splice(0);
    }
  } finally {
    watch.stop();
    over.abort();
  }
}

function silenceWatch(over: AbortController): { heard(limitMs: number): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    heard(limitMs) {
      stop();
      timer = setTimeout(() => over.abort(lost()), limitMs);
    },
    stop,
  };
}

function parseData(endpoint: Endpoint, text: string): unknown {
  const result = endpoint.success.body?.safeParse(parseJson(text));
  if (result?.success !== true) throw malformed(endpoint.success.status);
  return result.data;
}

function streamProblem(text: string): PsephosError {
  const result = problemSchema.safeParse(parseJson(text));
  return result.success ? problemError(result.data) : malformed(200);
}

function lost(): PsephosError {
  return new PsephosError("SERVICE_UNREACHABLE", "The stream of events broke off.");
}
