import assert from "node:assert/strict";
import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { PsephosError } from "../../src/errors.ts";
import { ENDPOINTS } from "../../src/server/api/endpoints.ts";
import { route } from "../../src/server/http/route.ts";
import type { OpenApiDocument } from "../../src/server/http/openapi.ts";
import { servedApp, testApp } from "./support/app.ts";
import { brokenPromise, fuzzApp, requestFuzzer, type FuzzedRequest } from "./support/fuzz.ts";
import { countUp, SAMPLE_ROUTES } from "./support/sample-routes.ts";

const INJECTED = 81_000;
const INJECTED_EVERYWHERE = 15_000;
const SENT = 4_000;
const MAX_GROWTH_BYTES = 50 * 1024 * 1024;

/** What the heap still holds after its garbage is gone; without collecting first, it tells when garbage was last collected. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

/** As the samples, but no stream is longer than a test. */
const ROUTES = [
  ...SAMPLE_ROUTES.filter(({ endpoint }) => endpoint.name !== countUp.name),
  route(countUp, async function* ({ lastEventId }) {
    yield { id: lastEventId ?? "0", data: { count: 0n, padding: "" } };
  }),
];

/** One request as bytes, on a connection of its own; what comes back until the service hangs up. */
async function sendRaw(port: number, { method, url, headers, payload = "" }: FuzzedRequest): Promise<string> {
  const body = Buffer.from(payload);
  const head = Object.entries({
    ...headers,
    host: "localhost",
    connection: "close",
    "content-length": String(body.length),
  });
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  // A service may hang up before it has read everything.
  socket.on("error", () => socket.destroy());
  socket.write(
    `${method} ${url} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    "latin1",
  );
  socket.write(body);
  await new Promise((resolve) => socket.once("close", resolve));
  return Buffer.concat(chunks).toString("latin1");
}

describe("100,000 malformed requests", () => {
  it(`T107: ${INJECTED} requests made from the OpenAPI document meet no 5xx, and nothing but problems and valid answers`, async () => {
    const app = await testApp({ routes: ROUTES });
    await app.ready();
    const before = heldBytes();
    const { statuses, broken } = await fuzzApp(app, INJECTED);
    assert.equal(broken, undefined);
    // The fuzzer is of use only while it reaches handlers and most kinds of refusal.
    for (const status of [200, 202, 204, 400, 404, 405, 415])
      assert.ok((statuses.get(status) ?? 0) > 20, `${status} of ${JSON.stringify([...statuses])}`);
    const grown = heldBytes() - before;
    assert.ok(grown < MAX_GROWTH_BYTES, `${grown} bytes more are held than before`);
    await app.close();
  }).timeout(300_000);

  it(`T107: ${INJECTED_EVERYWHERE} requests to every operation there is pass its schemas or are refused`, async () => {
    const served = ENDPOINTS.filter(({ tag }) => tag !== "Health");
    const routes = served.map((endpoint) =>
      route(endpoint, () => {
        throw new PsephosError("NOT_FOUND", "Passed the schemas.");
      }),
    );
    const app = await testApp({ routes });
    await app.ready();
    const { statuses, broken } = await fuzzApp(app, INJECTED_EVERYWHERE);
    assert.equal(broken, undefined);
    for (const status of [400, 404, 405]) assert.ok((statuses.get(status) ?? 0) > 20, String(status));
    await app.close();
  }).timeout(300_000);

  it(`T107: ${SENT} requests on real connections, torn and misframed ones among them, meet no 5xx`, async () => {
    const { app, url } = await servedApp({ routes: ROUTES });
    const port = Number(new URL(url).port);
    const next = requestFuzzer((await app.inject("/v1/openapi.json")).json<OpenApiDocument>());
    let answered = 0;
    const worker = async () => {
      while (answered < SENT) {
        answered += 1;
        const request = next();
        const answer = await sendRaw(port, request);
        if (answer === "") continue;
        const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)![1]);
        const type = /\r\ncontent-type: ([^\r]+)/i.exec(answer)?.[1];
        assert.equal(
          brokenPromise(status, type, ""),
          undefined,
          `${JSON.stringify(request).slice(0, 1000)} → ${answer.slice(0, 800)}`,
        );
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    assert.equal((await app.inject("/health/live")).statusCode, 200);
    await app.close();
  }).timeout(120_000);
});
