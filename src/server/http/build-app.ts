import type { FastifyInstance } from "fastify";
import type { Part } from "../part.ts";
import type { Telemetry } from "../telemetry.ts";
import { bareApp } from "./bare-app.ts";
import { acceptJsonOnly } from "./body.ts";
import { compressAnswers } from "./compression.ts";
import { checkHttpConfig, type HttpConfig } from "./config.ts";
import { limitConnections } from "./connections.ts";
import { mountDocuments } from "./docs.ts";
import { closeDoors } from "./doors.ts";
import { healthRoutes } from "./health.ts";
import { idempotencyKeys } from "./idempotency-keys.ts";
import { inFlight } from "./in-flight.ts";
import { mountOtherMethods } from "./methods.ts";
import { mountMetrics } from "./metrics.ts";
import { mountRoute, type Desk } from "./mount.ts";
import { openApiDocument } from "./openapi.ts";
import { answerRefusals } from "./problems.ts";
import { rateCheck } from "./rates.ts";
import { recordRequests, requestRecorder } from "./records.ts";
import { tagCallers } from "./request-context.ts";
import { stopGracefully } from "./stopping.ts";
import { streamPlaces } from "./stream-places.ts";

export interface AppOptions {
  /** Those that answer here. They are started and stopped by whoever made them. */
  readonly parts: readonly Pick<Part, "name" | "routes" | "health">[];
  readonly config: HttpConfig;
  readonly telemetry: Telemetry;
}

/** The HTTP service of these parts; `listen` opens it, `close` stops it gracefully. */
export async function buildApp({ parts, config, telemetry }: AppOptions): Promise<FastifyInstance> {
  checkHttpConfig(config);
  const running = inFlight();
  const record = requestRecorder(telemetry, running);
  const app = bareApp(config, telemetry.log, record);
  limitConnections(app.server, config);
  acceptJsonOnly(app);

  // Hooks run in this order.
  recordRequests(app, record);
  tagCallers(app);
  await closeDoors(app, config);
  stopGracefully(app, running, config.stopGraceMs);
  answerRefusals(app, telemetry.log);
  compressAnswers(app);

  const desk: Desk = {
    config,
    log: telemetry.log,
    checkRate: rateCheck(config.rates),
    useKey: idempotencyKeys(),
    takeStreamPlace: streamPlaces(config),
    inFlight: running,
  };
  const routes = [...healthRoutes(parts), ...parts.flatMap((part) => part.routes)];
  for (const route of routes) mountRoute(app, route, desk);
  mountOtherMethods(app, routes);
  mountMetrics(app, telemetry.metrics, config);
  await mountDocuments(app, openApiDocument(routes.map(({ endpoint }) => endpoint)));
  return app;
}
