import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { PsephosError } from "../../src/errors.ts";
import { ENDPOINTS } from "../../src/server/api/endpoints.ts";
import { route } from "../../src/server/http/route.ts";
import type { OpenApiDocument } from "../../src/server/http/openapi.ts";
import { servedApp, testApp } from "./support/app.ts";
import { brokenPromise, fuzzApp, requestFuzzer } from "./support/fuzz.ts";
import { sendRaw } from "./support/send-raw.ts";
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
  });

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
  });

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
        if (answer === undefined) continue;
        const { status, contentType, text } = answer;
        assert.equal(
          brokenPromise(status, contentType, ""),
          undefined,
          `${JSON.stringify(request).slice(0, 1000)} → ${text.slice(0, 800)}`,
        );
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    assert.equal((await app.inject("/health/live")).statusCode, 200);
    await app.close();
  });
});
