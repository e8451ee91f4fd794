import assert from "node:assert/strict";
import type { HttpConfig } from "../../../src/server/http/config.ts";
import { problemSchema } from "../../../src/server/api/problem.ts";
import { testApp } from "../support/app.ts";

const OUTSIDE = "192.0.2.7";
const DETAIL = { waiting: 7, verifying: 1 };

/** What somebody at this address sees of metrics and health. */
async function seen(config: Partial<HttpConfig>, caller: { remoteAddress: string; headers?: Record<string, string> }) {
  const app = await testApp({ routes: [], config, health: async () => ({ state: "degraded", detail: DETAIL }) });
  const metrics = await app.inject({ url: "/metrics", ...caller });
  const ready = await app.inject({ url: "/health/ready", ...caller });
  await app.close();
  const { state, parts } = ready.json<{ state: string; parts: readonly unknown[] }>();
  if (metrics.statusCode !== 200) assert.equal(problemSchema.parse(metrics.json()).code, "NOT_FOUND");
  return { metrics: metrics.statusCode === 200, state, parts };
}

const ALL = { metrics: true, state: "degraded", parts: [{ name: "web", state: "degraded", detail: DETAIL }] };
const STATES = { metrics: false, state: "degraded", parts: [{ name: "web", state: "degraded", detail: {} }] };

describe("counts that tell when somebody came", () => {
  it("are for callers on the same machine; others see states alone", async () => {
    for (const remoteAddress of ["127.0.0.1", "::1"]) assert.deepEqual(await seen({}, { remoteAddress }), ALL);
    assert.deepEqual(await seen({}, { remoteAddress: OUTSIDE }), STATES);
    const headers = { "x-forwarded-for": "127.0.0.1" };
    assert.deepEqual(await seen({}, { remoteAddress: OUTSIDE, headers }), STATES);
  });

  it("are not for those whom a trusted proxy on the same machine speaks for", async () => {
    const config = { trustProxy: ["127.0.0.1"] };
    const remoteAddress = "127.0.0.1";
    for (const told of [OUTSIDE, `127.0.0.1, ${OUTSIDE}`])
      assert.deepEqual(await seen(config, { remoteAddress, headers: { "x-forwarded-for": told } }), STATES);
    assert.deepEqual(await seen(config, { remoteAddress }), ALL);
  });

  it("are for all where the operator opened them", async () => {
    assert.deepEqual(await seen({ openMetrics: true }, { remoteAddress: OUTSIDE }), ALL);
  });
});
