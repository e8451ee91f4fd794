import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { FastifyInstance } from "fastify";
import { problemSchema } from "../../../src/server/api/problem.ts";
import type { HttpConfig } from "../../../src/server/http/config.ts";
import { servedApp } from "../support/app.ts";
import { SAMPLE_ROUTES } from "../support/sample-routes.ts";

const MEBIBYTE = 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Opens a connection, writes pieces with pauses between, and gives what came back when the service hung up. */
async function talk(port: number, pieces: readonly (string | Buffer)[], pauseMs = 0): Promise<Answer | undefined> {
  const socket = await open(port);
  let text = "";
  socket.on("data", (chunk) => (text += chunk.toString("latin1")));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    if (pauseMs > 0) await pause(pauseMs);
  }
  await closed;
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1];
  return status === undefined
    ? undefined
    : { status: Number(status), body: text.split("\r\n\r\n").slice(1).join("\r\n\r\n") };
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  // The service may hang up at any time: that is what is tested.
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  return socket;
}

function post(body: string | Buffer, headers: string): (string | Buffer)[] {
  return [`POST /v1/words HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${headers}\r\n\r\n`, body];
}

describe("hostile connections", () => {
  let app: FastifyInstance;
  let url: string;
  let port: number;
  const serve = async (config: Partial<HttpConfig> = {}) => {
    ({ app, url } = await servedApp({ routes: SAMPLE_ROUTES, config }));
    port = Number(new URL(url).port);
  };
  const assertServes = async () => assert.equal((await fetch(`${url}/v1/rows?limit=1`)).status, 200);
  const connections = () => promisify(app.server.getConnections.bind(app.server))();
  afterEach(async () => app.close());

  it("F46: a head that comes byte by byte is cut off with 408, while others are served", async () => {
    await serve({ headersTimeoutMs: 500, requestTimeoutMs: 1000 });
    const slow = Array.from({ length: 50 }, () =>
      talk(port, Array.from("GET /v1/rows HTTP/1.1\r\nhost: aaaaaaaaaaaaaa"), 60),
    );
    await pause(200);
    await assertServes();
    for (const answer of await Promise.all(slow)) {
      assert.equal(answer?.status, 408);
      assert.equal(problemSchema.parse(JSON.parse(answer.body)).code, "REQUEST_TOO_SLOW");
    }
  });

  it("F46: a body that comes byte by byte is cut off with 408", async () => {
    await serve({ headersTimeoutMs: 500, requestTimeoutMs: 800 });
    const [head] = post("", "content-length: 1000");
    const answer = await talk(port, [head!, ...Array.from({ length: 60 }, () => "a")], 50);
    assert.equal(answer?.status, 408);
    await assertServes();
  });

  it("F46: 1,000 idle connections hinder nobody and are gone after a while", async () => {
    await serve({ headersTimeoutMs: 700, requestTimeoutMs: 1000, maxConnectionsPerCaller: 2000 });
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => open(port)));
    await assertServes();
    await Promise.all(
      sockets.map(async (socket) => socket.destroyed || socket.resume().readableEnded || once(socket, "close")),
    );
    await assertServes();
  });

  it("F46: one address cannot take all connections", async () => {
    await serve({ maxConnectionsPerCaller: 20 });
    const sockets = await Promise.all(Array.from({ length: 40 }, () => open(port)));
    const living = () => sockets.filter((socket) => !socket.destroyed);
    while (living().length > 20) await pause(20);
    assert.equal(living().length, 20);
    for (const socket of living()) socket.destroy();
    // Its places are given back once the service has noticed.
    while ((await fetch(`${url}/v1/rows?limit=1`).catch(() => undefined))?.status !== 200) await pause(20);
  });

  it("T099: a body of 20 MB is refused without being kept, by its length and in chunks", async () => {
    await serve();
    const before = process.memoryUsage().rss;
    const body = Buffer.alloc(20 * MEBIBYTE, "a");
    const sized = await talk(port, post(body, `content-length: ${body.length}\r\nconnection: close`));
    // A service that hangs up while it is sent to may not be heard.
    assert.ok(sized === undefined || sized.status === 413);
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), body.subarray(0, MEBIBYTE), Buffer.from("\r\n")]);
    const chunked = await talk(
      port,
      [...post("", "transfer-encoding: chunked\r\nconnection: close"), ...Array.from({ length: 20 }, () => chunk)],
      1,
    );
    assert.ok(chunked === undefined || chunked.status === 413);
    assert.ok(process.memoryUsage().rss - before < 100 * MEBIBYTE);
    await assertServes();
  });

  it("T099: paths that climb reach nothing", async () => {
    await serve();
    const climbs = [
      "/../../etc/passwd",
      "/v1/../../etc/passwd",
      "/docs/static/../../../package.json",
      "/docs/static/..%2f..%2fpackage.json",
      "/%2e%2e/%2e%2e/etc/passwd",
      "//etc/passwd",
      "/v1/rows/..%00",
    ];
    for (const path of climbs) {
      const answer = await talk(port, [`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`]);
      assert.ok(answer !== undefined && answer.status >= 400 && answer.status < 500, `${path} ${answer?.status}`);
      problemSchema.parse(JSON.parse(answer.body));
    }
  });

  it("T099: many and large headers are refused or left out, never fatal", async () => {
    await serve();
    const many = Array.from({ length: 300 }, (_, place) => `h${place}: 1`).join("\r\n");
    const counted = await talk(port, [
      `GET /v1/rows HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${many}\r\n\r\n`,
    ]);
    // Some versions of Node leave out what is beyond the limit, others refuse.
    assert.ok(counted?.status === 200 || counted?.status === 431);
    const large = await talk(port, [`GET /v1/rows HTTP/1.1\r\nhost: localhost\r\nx: ${"a".repeat(20_000)}\r\n\r\n`]);
    assert.equal(large?.status, 431);
    problemSchema.parse(JSON.parse(large.body));
  });

  it("T107: what is no HTTP is refused as a problem document, after an answered request too", async () => {
    await serve();
    for (const text of [
      "\u0000\u0001\u0002\r\n\r\n",
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "GET / HTTP/1.1\r\nbad header\r\n\r\n",
      "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
    ]) {
      const answer = await talk(port, [text]);
      assert.equal(answer?.status, 400, JSON.stringify(text));
      assert.equal(problemSchema.parse(JSON.parse(answer.body)).code, "REQUEST_MALFORMED");
    }
    const socket = await open(port);
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString("latin1")));
    socket.write("GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n");
    while (!text.includes('"ok"')) await once(socket, "data");
    socket.write("\u0000\r\n\r\n");
    await once(socket, "close");
    assert.match(text, /HTTP\/1\.1 400 /);
  });

  it("T107: deep JSON and prototype keys are refused quickly", async () => {
    await serve();
    const bodies = [
      "[".repeat(30_000) + "]".repeat(30_000),
      '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000),
      '{"__proto__":{"admin":true}}',
      '{"a":{"constructor":{"prototype":{}}}}',
    ];
    for (const body of bodies) {
      const startedMs = performance.now();
      const response = await fetch(`${url}/v1/words`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      assert.equal(response.status, 400);
      assert.equal(problemSchema.parse(await response.json()).code, "REQUEST_MALFORMED");
      assert.ok(performance.now() - startedMs < 30_000);
    }
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  it("T107: callers who hang up in the middle of their body leave nothing behind", async () => {
    await serve();
    const sockets = await Promise.all(Array.from({ length: 200 }, () => open(port)));
    for (const socket of sockets) {
      socket.write(post("", "content-length: 1000")[0]!);
      socket.write('{"title":');
    }
    while ((await connections()) < sockets.length) await pause(20);
    await pause(100);
    for (const socket of sockets) socket.resetAndDestroy();
    while ((await connections()) > 0) await pause(20);
    assert.match(
      (await app.inject("/metrics")).body,
      /psephos_http_in_flight\{kind="answer"\} 1\n|psephos_http_in_flight\{kind="answer"\} 0\n/,
    );
    await assertServes();
  });
});
