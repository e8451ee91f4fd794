import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import { PsephosError } from "../../errors.ts";
import type { HttpConfig } from "./config.ts";
import { isInsider } from "./insiders.ts";

/** In Prometheus' text form, for insiders: whoever reads counters often enough sees the second in which somebody came. */
export function mountMetrics(app: FastifyInstance, metrics: Registry, config: HttpConfig): void {
  app.get("/metrics", { config: { isFree: true } }, async (request, reply) => {
    if (!isInsider(request, config)) throw closed();
    return reply
      .header("content-type", metrics.contentType)
      .header("cache-control", "no-store")
      .send(await metrics.metrics());
  });
}

function closed(): PsephosError {
  return new PsephosError("NOT_FOUND", "Metrics are for this machine alone, unless http.openMetrics is true.");
}
