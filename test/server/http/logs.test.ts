import assert from "node:assert/strict";
import { createClient } from "../../../src/server/client/client.ts";
import { createTelemetry } from "../../../src/server/telemetry.ts";
import { servedApp, testApp } from "../support/app.ts";
import { memoryTelemetry } from "../support/memory-telemetry.ts";
import { addNumbers, SAMPLE_ROUTES } from "../support/sample-routes.ts";

const CANARY = "canary4815162342";

describe("what is kept of a request", () => {
  it("T107: is its method, route pattern, status, time and id; nothing of header, body, query, path or address", async () => {
    const { telemetry, lines } = memoryTelemetry();
    const { app, url } = await servedApp({ routes: SAMPLE_ROUTES, telemetry, config: { trustProxy: ["127.0.0.1"] } });
    const headers = {
      "content-type": "application/json",
      "user-agent": CANARY,
      authorization: CANARY,
      cookie: CANARY,
      "x-forwarded-for": "203.0.113.77",
      "x-request-id": CANARY,
      "idempotency-key": CANARY,
      "last-event-id": CANARY,
    };
    const bodies = [`{"number":"${CANARY}"}`, `{"${CANARY}":1}`, `{"number":${CANARY}`, `"${CANARY}`, '{"number":"5"}'];
    for (const body of bodies) {
      await fetch(`${url}/v1/sums/1?${CANARY}=${CANARY}`, { method: "POST", headers, body });
      await fetch(`${url}/v1/sums/${CANARY}`, { method: "POST", headers, body });
      await fetch(`${url}/v1/sums/1`, { method: "POST", headers, body });
      await fetch(`${url}/${CANARY}%ff`, { method: "POST", headers, body });
    }
    await (await fetch(`${url}/v1/counts?to=2`, { headers })).text();
    await fetch(`${url}/${CANARY}`, { method: "PUT", headers, body: CANARY });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    await app.close();
    const kept = lines.join("");
    for (const text of [CANARY, "203.0.113.77", "127.0.0.1"]) assert.ok(!`${kept}${metrics}`.includes(text), text);
    const records = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === "request");
    assert.equal(records.length, 23);
    assert.deepEqual(Object.keys(records[0]!), ["level", "time", "request", "method", "route", "status", "ms", "msg"]);
    assert.deepEqual(
      new Set(records.map(({ route }) => route)),
      new Set(["/v1/sums/:start", "unmatched", "/v1/counts", "/metrics"]),
    );
  });

  it("tells a caller who hung up from one who was answered", async () => {
    const { telemetry, lines } = memoryTelemetry();
    const { app, url } = await servedApp({ routes: SAMPLE_ROUTES, telemetry });
    const controller = new AbortController();
    const response = await fetch(`${url}/v1/counts?to=100000&everyMs=5`, { signal: controller.signal });
    await response.body!.getReader().read();
    controller.abort();
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.match(lines[0]!, /"status":499/);
    await app.close();
  });

  it("is counted by route in metrics, each server in its own registry", async () => {
    const { app, url } = await servedApp({ routes: SAMPLE_ROUTES });
    const other = await testApp({ routes: SAMPLE_ROUTES });
    for (let count = 0; count < 3; count += 1)
      await createClient({ url }).call(addNumbers, { params: { start: 1n }, body: { number: 2n } });
    const metrics = (await app.inject("/metrics")).body;
    assert.match(
      metrics,
      /psephos_http_request_seconds_count\{method="POST",route="\/v1\/sums\/:start",status="200"\} 3/,
    );
    assert.match(metrics, /psephos_http_in_flight\{kind="stream"\} 0/);
    assert.ok(!(await other.inject("/metrics")).body.includes("/v1/sums"));
    await Promise.all([app.close(), other.close()]);
  });

  it("leaves out what is called like a secret, should anybody log it", () => {
    const lines: string[] = [];
    const { log } = createTelemetry({ level: "info", destination: { write: (line) => void lines.push(line) } });
    log.info(
      { secret: CANARY, account: { privateKey: CANARY }, job: { witness: [CANARY], inputs: { a: CANARY } } },
      "planted",
    );
    assert.equal(lines.length, 1);
    assert.ok(!lines[0]!.includes(CANARY));
  });
});
