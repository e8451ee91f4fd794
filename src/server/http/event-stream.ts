import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";
import { unlessAborted } from "../unless-aborted.ts";
import type { StreamEvent } from "./route.ts";

/** An answer waits so long for its first event: what fails at once is then answered with a status of its own. */
const EARLY_MS = 200;
const RECONNECT_MS = 2000;

export interface StreamOptions {
  readonly events: AsyncIterable<StreamEvent<unknown>>;
  /** One line of JSON. */
  readonly encode: (data: unknown) => string;
  /** What the caller may see of a failure in the middle: a problem document. */
  readonly problem: (error: unknown) => string;
  readonly signal: AbortSignal;
  readonly heartbeatMs: number;
  readonly slowReaderMs: number;
}

/**
 * Sends events until the iterable ends (then `event: end`), fails (then `event: problem`) or the signal aborts (then nothing, so that
 * clients come back). The next event is taken only when the last one has left, so a slow reader holds one event in memory; after
 * `slowReaderMs` without progress he is cut off. Rejects only before the first byte.
 */
export async function sendEvents(reply: FastifyReply, options: StreamOptions): Promise<void> {
  const { events, signal } = options;
  const iterator = events[Symbol.asyncIterator]();
  const early = new Promise<void>((resolve) => setTimeout(resolve, EARLY_MS).unref());
  let next = iterator.next();
  await Promise.race([next, early]);

  const response = openStream(reply);
  const heart = setInterval(() => beat(response), options.heartbeatMs);
  try {
    for (;;) {
      const step = await unlessAborted(next, [signal]);
      if (step === undefined) break;
      if (step.done === true) {
        response.write("event: end\ndata:\n\n");
        break;
      }
      if (!(await send(response, frame(step.value, options), options))) break;
      next = iterator.next();
    }
  } catch (error) {
    response.write(`event: problem\ndata: ${options.problem(error)}\n\n`);
  } finally {
    clearInterval(heart);
    // Not waited for: a generator that is waiting itself ends when it sees the signal.
    void Promise.resolve(iterator.return?.()).catch(options.problem);
    response.end();
  }
}

function openStream(reply: FastifyReply): ServerResponse {
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) response.setHeader(name, value);
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  response.write(`retry: ${RECONNECT_MS}\n\n`);
  return response;
}

function beat(response: ServerResponse): void {
  if (!response.writableNeedDrain) response.write(": \n\n");
}

function frame({ id, data }: StreamEvent<unknown>, { encode }: StreamOptions): string {
  return `${id === undefined ? "" : `id: ${id}\n`}data: ${encode(data)}\n\n`;
}

/** Whether the reader took it in time. */
async function send(response: ServerResponse, text: string, { signal, slowReaderMs }: StreamOptions): Promise<boolean> {
  if (response.write(text)) return true;
  const drained = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => settle(false), slowReaderMs);
    const onDrain = () => settle(true);
    const onAbort = () => settle(false);
    function settle(inTime: boolean) {
      clearTimeout(timer);
      response.off("drain", onDrain);
      signal.removeEventListener("abort", onAbort);
      resolve(inTime);
    }
    response.once("drain", onDrain);
    signal.addEventListener("abort", onAbort);
  });
  if (!drained) response.destroy();
  return drained;
}
