import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { PsephosError } from "../../../src/errors.ts";
import { defineEndpoint } from "../../../src/server/api/endpoint.ts";
import { createClient } from "../../../src/server/client/client.ts";
import type { HttpConfig } from "../../../src/server/http/config.ts";
import { route } from "../../../src/server/http/route.ts";
import { servedApp } from "../support/app.ts";
import { countUp, SAMPLE_ROUTES } from "../support/sample-routes.ts";

const stream = {
  ...countUp,
  path: "/v1/stream",
  query: undefined,
  success: { ...countUp.success, body: z.strictObject({ text: z.string() }) },
} as const;
const { query: _query, ...rest } = stream;
const texts = defineEndpoint(rest);

async function until(holds: () => boolean, limitMs = 60_000): Promise<void> {
  for (const startedMs = performance.now(); !holds();) {
    assert.ok(performance.now() - startedMs < limitMs, "did not come true in time");
    await pause(5);
  }
}

describe("event streams", () => {
  it("go on after Last-Event-ID", async () => {
    const { app, url } = await servedApp({ routes: SAMPLE_ROUTES });
    const response = await fetch(`${url}/v1/counts?to=4`, { headers: { "last-event-id": "1" } });
    const text = await response.text();
    assert.deepEqual(
      [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id),
      ["2", "3"],
    );
    assert.ok(text.endsWith("event: end\ndata:\n\n"));
    const refused = await fetch(`${url}/v1/counts?to=4`, { headers: { "last-event-id": "a b" } });
    assert.equal(refused.status, 400);
    await app.close();
  });

  it("show a sign of life while nothing happens", async () => {
    const quiet = route(texts, async function* ({ signal }) {
      await once(signal, "abort");
      yield* [];
    });
    const { app, url } = await servedApp({ routes: [quiet], config: { heartbeatMs: 30 } });
    const reader = (await fetch(`${url}/v1/stream`)).body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes(": \n\n: \n\n")) text += (await reader.read()).value ?? "";
    await app.close();
    while (!(await reader.read()).done);
  });

  it("answer a refusal before the first event with its status, and one in the middle as an event", async () => {
    const early = route(texts, async function* () {
      yield* [];
      throw new PsephosError("PHASE_WRONG", "Too late.");
    });
    const late = route(defineEndpoint({ ...texts, name: "late", path: "/v1/late" }), async function* () {
      yield { data: { text: "first" } };
      throw new TypeError("planted");
    });
    const { app, url } = await servedApp({ routes: [early, late] });
    assert.equal((await fetch(`${url}/v1/stream`)).status, 409);
    const text = await (await fetch(`${url}/v1/late`)).text();
    assert.match(text, /data: \{"text":"first"\}\n\nevent: problem\ndata: \{"type":"urn:psephos:problem:INTERNAL"/);
    assert.ok(!text.includes("planted"));
    await app.close();
  });

  it("drop a reader who takes nothing, and hold no more than an event for him", async () => {
    let sent = 0;
    let ended = false;
    const flood = route(texts, async function* () {
      try {
        for (;;) {
          sent += 1;
          yield { data: { text: "x".repeat(100_000) } };
        }
      } finally {
        ended = true;
      }
    });
    const { app, url } = await servedApp({ routes: [flood], config: { slowReaderMs: 200 } });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.pause();
    socket.write("GET /v1/stream HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await until(() => ended);
    // What the system's own buffers hold, a few megabytes.
    assert.ok(sent < 200, String(sent));
    socket.destroy();
    await app.close();
  });

  it("are limited in number, for each caller and altogether, and give their places back", async () => {
    const { app, url } = await servedApp({ routes: SAMPLE_ROUTES, config: { maxStreamsPerCaller: 3 } });
    const controllers = [0, 1, 2].map(() => new AbortController());
    for (const { signal } of controllers) await fetch(`${url}/v1/counts?to=100000&everyMs=10`, { signal });
    const refused = await fetch(`${url}/v1/counts?to=1`);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "30");
    for (const controller of controllers) controller.abort();
    let status = 429;
    while (status === 429) {
      await pause(20);
      status = (await fetch(`${url}/v1/counts?to=1`)).status;
    }
    assert.equal(status, 200);
    await app.close();
  });

  it("end when the server stops, in a way that makes clients come back", async () => {
    const { app, url } = await servedApp({ routes: SAMPLE_ROUTES });
    const response = await fetch(`${url}/v1/counts?to=100000&everyMs=5`);
    const text = response.text();
    await pause(50);
    await app.close();
    assert.ok(!(await text).includes("event: end"));
  });

  it("survive 200 readers who come and go, and forget them", async () => {
    let open = 0;
    const counting = route(texts, async function* ({ signal }) {
      open += 1;
      try {
        while (!signal.aborted) {
          yield { data: { text: "tick" } };
          await pause(5);
        }
      } finally {
        open -= 1;
      }
    });
    const { app, url } = await servedApp({ routes: [counting], config: { maxStreamsPerCaller: 1000 } });
    const client = createClient({ url });
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        for await (const { data } of client.events(texts)) if (data.text === "tick") break;
      }),
    );
    await until(() => open === 0);
    await app.close();
  });
});

describe("a server that stops", () => {
  const slow = defineEndpoint({
    ...texts,
    name: "slow",
    path: "/v1/slow",
    success: { status: 200, body: z.strictObject({ aborted: z.boolean() }) },
  });
  /** Answers when `ending` says so; `begun` once it is at it. */
  const served = async (ending: (signal: AbortSignal) => Promise<unknown>, config: Partial<HttpConfig> = {}) => {
    const begun = Promise.withResolvers<undefined>();
    const answer = route(slow, async ({ signal }) => {
      begun.resolve(undefined);
      await ending(signal);
      return { aborted: signal.aborted };
    });
    const { app, url } = await servedApp({ routes: [answer], config });
    return { app, url, begun: begun.promise };
  };

  it("F49: finishes what it is answering, and sends new requests away", async () => {
    const { app, url, begun } = await served((signal) => Promise.race([pause(300), once(signal, "abort")]));
    const running = fetch(`${url}/v1/slow`);
    await begun;
    const closing = app.close();
    await pause(20);
    const late = await fetch(`${url}/v1/slow`).catch(() => undefined);
    if (late !== undefined) assert.equal(late.status, 503);
    assert.deepEqual(await (await running).json(), { aborted: false });
    await closing;
  });

  it("F49: tells requests that take longer than its grace to stop", async () => {
    const { app, url, begun } = await served((signal) => once(signal, "abort"), { stopGraceMs: 50 });
    const running = fetch(`${url}/v1/slow`);
    await begun;
    const startedMs = performance.now();
    await app.close();
    assert.deepEqual(await (await running).json(), { aborted: true });
    assert.ok(performance.now() - startedMs < 30_000);
  });
});
