import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { isPsephosError, PsephosError, type ErrorCode } from "../../../src/errors.ts";
import { defineEndpoint } from "../../../src/server/api/endpoint.ts";
import { createClient, type Client } from "../../../src/server/client/client.ts";
import { route } from "../../../src/server/http/route.ts";
import { addNumbers, countUp, forgetRow, listRows, SAMPLE_ROUTES } from "../support/sample-routes.ts";
import { servedApp } from "../support/app.ts";

const json = { "content-type": "application/json" };

/** Answers each request with the next response, and keeps what was asked. */
function scripted(...responses: readonly (() => Response | Promise<Response>)[]) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    asked.push({ url: String(url), init });
    const respond = responses[Math.min(asked.length, responses.length) - 1]!;
    return respond();
  };
  return {
    asked,
    client: createClient({ url: "http://service.test/base/", fetch: fetch, timeoutMs: 300 }),
  };
}

const sum = () => new Response('{"sum":"3"}', { headers: json });
const status = (code: number, headers = {}) => new Response("<html>", { status: code, headers });
const broken = () => Promise.reject(new TypeError("fetch failed"));
const request = { params: { start: 1n }, body: { number: 2n } };

async function firstEvent(client: Client) {
  const events = client.events(countUp, { query: { to: 4 } })[Symbol.asyncIterator]();
  return events.next();
}

function rejects(promise: Promise<unknown>, code: ErrorCode) {
  return assert.rejects(promise, (error) => isPsephosError(error, code));
}

describe("the typed client", () => {
  let app: FastifyInstance;
  let client: ReturnType<typeof createClient>;
  before(async () => {
    const served = await servedApp({ routes: SAMPLE_ROUTES });
    app = served.app;
    client = createClient({ url: served.url });
  });
  after(() => app.close());

  it("sends and gives parsed values: bigints stay bigints, beyond 2^53 too", async () => {
    const answer = await client.call(addNumbers, { params: { start: 2n ** 64n - 1n }, body: { number: 2n ** 200n } });
    assert.equal(answer.sum, 2n ** 200n + 2n ** 64n - 1n);
    assert.equal(await client.call(forgetRow, { params: { id: 1n } }), undefined);
  });

  it("walks through all pages of a list, each item once and in order", async () => {
    const seen: bigint[] = [];
    let page = await client.call(listRows, { query: { limit: 70 } });
    for (;;) {
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      page = await client.call(listRows, { query: { limit: 70, cursor: page.nextCursor } });
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 300 }, (_, id) => BigInt(id)),
    );
    assert.equal((await client.call(listRows)).items.length, 50);
  });

  it("turns a problem document back into the error with its code", async () => {
    await rejects(client.call(forgetRow, { params: { id: 300n } }), "NOT_FOUND");
    await assert.rejects(
      client.call(listRows, { query: { limit: 50, cursor: "AAAA" } }),
      /The cursor is not one of this list/,
    );
  });

  it("refuses to send what does not fit the endpoint", async () => {
    await rejects(client.call(addNumbers, { params: { start: -1n }, body: { number: 1n } }), "ARGUMENT_INVALID");
    await rejects(client.call(addNumbers, { params: { start: 1n }, body: { number: 2n ** 256n } }), "ARGUMENT_INVALID");
  });

  it("gives every event of a stream once, then ends", async () => {
    const counts: bigint[] = [];
    for await (const { data } of client.events(countUp, { query: { to: 500 } })) counts.push(data.count);
    assert.deepEqual(
      counts,
      Array.from({ length: 500 }, (_, count) => BigInt(count)),
    );
  });

  it("hangs up when its consumer stops reading a stream", async () => {
    for await (const { data } of client.events(countUp, { query: { to: 100_000, everyMs: 5 } }))
      if (data.count === 3n) break;
    const { items } = await client.call(listRows, { query: { limit: 1 } });
    assert.equal(items.length, 1);
  });
});

describe("the client and a service that misbehaves", () => {
  it("tries a request that may be repeated again after 503, 429 and a broken connection", async () => {
    const { asked, client } = scripted(
      () => status(503),
      () => status(429, { "retry-after": "0" }),
      broken,
      sum,
    );
    assert.equal((await client.call(addNumbers, request)).sum, 3n);
    assert.equal(asked.length, 4);
    assert.equal(asked[0]!.url, "http://service.test/base/v1/sums/1");
  });

  it("sends a request that must not be repeated once", async () => {
    const { idempotent: _, ...once } = addNumbers;
    for (const respond of [broken, () => status(503)]) {
      const { asked, client } = scripted(respond, sum);
      await assert.rejects(client.call(defineEndpoint(once), request), PsephosError);
      assert.equal(asked.length, 1);
    }
  });

  it("gives up after four tries, and at once when told to wait for long", async () => {
    const down = scripted(broken);
    await rejects(down.client.call(addNumbers, request), "SERVICE_UNREACHABLE");
    assert.equal(down.asked.length, 4);
    const patient = scripted(() => status(503, { "retry-after": "3600" }));
    await rejects(patient.client.call(addNumbers, request), "BUSY");
    assert.equal(patient.asked.length, 1);
  });

  it("waits as long as it is asked to", async () => {
    const { client } = scripted(() => status(429, { "retry-after": "1" }), sum);
    const startedMs = performance.now();
    await client.call(addNumbers, request);
    assert.ok(performance.now() - startedMs >= 1000);
  });

  it("does not take a refusal for something that passes", async () => {
    for (const [code, expected] of [
      [400, "SERVICE_REFUSED"],
      [404, "NOT_FOUND"],
      [409, "SERVICE_REFUSED"],
      [500, "INTERNAL"],
    ] as const) {
      const { asked, client } = scripted(() => status(code));
      await rejects(client.call(addNumbers, request), expected);
      assert.equal(asked.length, 1);
    }
  });

  it("refuses answers that are not what the endpoint promises", async () => {
    const answers = [
      '{"sum":"03"}',
      '{"sum":3}',
      '{"sum":"3","more":1}',
      "{",
      "null",
      "",
      '{"sum":"3"}\u0000',
      `{"sum":"${"9".repeat(79)}"}`,
    ];
    for (const answer of answers) {
      const { client } = scripted(() => new Response(answer, { headers: json }));
      await rejects(client.call(addNumbers, request), "ANSWER_MALFORMED");
    }
    const { client } = scripted(() => new Response('{"sum":"3"}', { status: 201, headers: json }));
    await assert.rejects(client.call(addNumbers, request), PsephosError);
  });

  it("does not let an endless answer fill the memory", async () => {
    const endless = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)) }), {
        headers: json,
      });
    const { client } = scripted(endless);
    await rejects(client.call(addNumbers, request), "ANSWER_MALFORMED");
  });

  it("stops waiting for an answer that does not come, or breaks off", async () => {
    const silent = createClient({
      url: "http://service.test",
      timeoutMs: 50,
      fetch: ((_url: string, { signal }: { signal: AbortSignal }) =>
        new Promise((_, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason as Error)),
        )) as typeof fetch,
    });
    await rejects(silent.call(addNumbers, request), "SERVICE_UNREACHABLE");
    const half = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"sum"'));
        controller.error(new TypeError("terminated"));
      },
    });
    await rejects(
      scripted(() => new Response(half, { headers: json })).client.call(addNumbers, request),
      "SERVICE_UNREACHABLE",
    );
  });

  it("gives the reason of the caller who changes his mind", async () => {
    const controller = new AbortController();
    const { client } = scripted(() => status(503));
    const call = client.call(addNumbers, { ...request, signal: controller.signal });
    controller.abort(new Error("changed my mind"));
    await assert.rejects(call, /changed my mind/);
  });

  it("makes codes of a newer service into one that it knows, and strips what terminals obey", async () => {
    const problem = {
      type: "urn:psephos:problem:FROM_THE_FUTURE",
      title: "No",
      status: 409,
      code: "FROM_THE_FUTURE",
      detail: "red \u001b[31m text",
      facts: { line: 3, nested: { a: 1 }, text: "\u0007" },
    };
    const { client } = scripted(() => Response.json(problem, { status: 409 }));
    await assert.rejects(client.call(addNumbers, request), (error: unknown) => {
      assert.ok(isPsephosError(error, "SERVICE_REFUSED"));
      assert.equal(error.message, "red  [31m text");
      assert.deepEqual(error.detail, { line: 3, text: " ", service: "FROM_THE_FUTURE" });
      return true;
    });
  });

  it("tells the service nothing but the request: no cookies, no referrer, no following elsewhere", async () => {
    const { asked, client } = scripted(sum);
    await client.call(addNumbers, { ...request, idempotencyKey: "key-1" });
    const { credentials, referrerPolicy, redirect, headers } = asked[0]!.init;
    assert.deepEqual([credentials, referrerPolicy, redirect], ["omit", "no-referrer", "error"]);
    assert.deepEqual(headers, {
      accept: "application/json",
      "content-type": "application/json",
      "idempotency-key": "key-1",
    });
  });

  it("refuses an address that is no plain http address", () => {
    for (const url of [
      "ftp://a.test",
      "http://user:word@a.test",
      "http://a.test/?q=1",
      "http://a.test/#x",
      "a.test",
      "",
    ]) {
      assert.throws(
        () => createClient({ url }),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
        url,
      );
    }
  });

  it("comes back to a broken stream with the id of the last event, and then misses and repeats none", async () => {
    const events =
      (...lines: string[]) =>
      () =>
        new Response(lines.join(""), { headers: { "content-type": "text/event-stream" } });
    const event = (count: number) => `id: ${count}\ndata: {"count":"${count}","padding":""}\n\n`;
    const { asked, client } = scripted(
      events("retry: 1\n\n", event(0), event(1), 'id: 2\ndata: {"cou'),
      broken,
      () => status(503),
      events(": \n\n", event(2)),
      events(event(3), "event: end\ndata:\n\n"),
    );
    const seen: bigint[] = [];
    for await (const { data } of client.events(countUp, { query: { to: 4 } })) seen.push(data.count);
    assert.deepEqual(seen, [0n, 1n, 2n, 3n]);
    const ids = asked.map(({ init }) => (init.headers as Record<string, string>)["last-event-id"]);
    assert.deepEqual(ids, [undefined, "1", "1", "1", "2"]);
  });

  it("ends a stream with the service's refusal, at its start and in its middle", async () => {
    const problem = {
      type: "urn:psephos:problem:PHASE_WRONG",
      title: "No",
      status: 409,
      code: "PHASE_WRONG",
      detail: "Too late.",
    };
    const inside = `event: problem\ndata: ${JSON.stringify(problem)}\n\n`;
    const middle = scripted(() => new Response(inside, { headers: { "content-type": "text/event-stream" } }));
    const start = scripted(() => Response.json(problem, { status: 409 }));
    for (const { client, asked } of [middle, start]) {
      await rejects(firstEvent(client), "PHASE_WRONG");
      assert.equal(asked.length, 1);
    }
  });

  it("refuses a stream that is none, data that does not fit, and an event without an end", async () => {
    const bodies = [
      "data: {}\n\n",
      'data: {"count":"1","padding":"","more":1}\n\n',
      "data: {\n\n",
      "event: problem\ndata: {}\n\n",
    ];
    for (const body of bodies) {
      const { client } = scripted(() => new Response(body, { headers: { "content-type": "text/event-stream" } }));
      await rejects(firstEvent(client), "ANSWER_MALFORMED");
    }
    await rejects(firstEvent(scripted(sum).client), "ANSWER_MALFORMED");
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(`data: ${"a".repeat(1 << 20)}`)),
    });
    const { client } = scripted(() => new Response(endless, { headers: { "content-type": "text/event-stream" } }));
    await rejects(firstEvent(client), "ANSWER_MALFORMED");
  });
});

describe("the client in a browser", () => {
  it("imports nothing of Node, nor does what it imports", () => {
    const seen = new Set<string>();
    const visit = (url: URL) => {
      if (seen.has(url.href)) return;
      seen.add(url.href);
      const text = readFileSync(url, "utf8");
      for (const [, target] of text.matchAll(/^(?:import|export) (?!type)[^"]*"([^"]+)";/gm)) {
        assert.ok(!target!.startsWith("node:"), `${url.pathname} imports ${target}`);
        if (target!.startsWith(".")) visit(new URL(target!, url));
      }
    };
    visit(new URL("../../../src/server/client/client.ts", import.meta.url));
    assert.ok(seen.size > 10);
  });

  it("works with routes that answer without a schema of their own", async () => {
    const ping = defineEndpoint({
      name: "ping",
      method: "GET",
      path: "/v1/ping",
      tag: "T",
      summary: "s",
      cost: "free",
      success: { status: 204 },
      problems: [],
    });
    const { app, url } = await servedApp({ routes: [route(ping, () => undefined)] });
    try {
      assert.equal(await createClient({ url }).call(ping), undefined);
    } finally {
      await app.close();
    }
  });
});
