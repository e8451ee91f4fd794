import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";

/** In Prometheus' text form. */
export function mountMetrics(app: FastifyInstance, metrics: Registry): void {
  app.get("/metrics", { config: { isFree: true } }, async (_request, reply) =>
    reply
      .header("content-type", metrics.contentType)
      .header("cache-control", "no-store")
      .send(await metrics.metrics()),
  );
}
