import type { FastifyInstance } from "fastify";
import { buildApp } from "../../../src/server/http/build-app.ts";
import { DEFAULT_HTTP_CONFIG, NO_RATES, type HttpConfig } from "../../../src/server/http/config.ts";
import type { Route } from "../../../src/server/http/route.ts";
import type { PartHealth } from "../../../src/server/part.ts";
import { createTelemetry, type Telemetry } from "../../../src/server/telemetry.ts";

export interface TestAppOptions {
  readonly routes: readonly Route[];
  readonly config?: Partial<HttpConfig>;
  readonly health?: () => Promise<PartHealth>;
  readonly telemetry?: Telemetry;
}

/** An app around these routes, without rate limits unless `config` sets them. Close it. */
export async function testApp({ routes, config = {}, health, telemetry }: TestAppOptions): Promise<FastifyInstance> {
  return buildApp({
    parts: [{ name: "web", routes, health: health ?? (async () => ({ state: "ok", detail: {} })) }],
    config: {
      ...DEFAULT_HTTP_CONFIG,
      rates: NO_RATES,
      maxEventLoopDelayMs: 0,
      ...config,
    },
    telemetry: telemetry ?? createTelemetry({ level: "silent" }),
  });
}

/** The same on a free port of this machine; `url` has no slash at its end. */
export async function servedApp(
  options: TestAppOptions,
): Promise<{ readonly app: FastifyInstance; readonly url: string }> {
  const app = await testApp(options);
  return { app, url: await app.listen({ host: "127.0.0.1", port: 0 }) };
}
