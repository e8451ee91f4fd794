import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Counter, Gauge, Histogram } from "prom-client";
import type { Telemetry } from "../telemetry.ts";
import type { InFlight } from "./in-flight.ts";

/** All that is kept of a request. `route` is the pattern: what callers fill into it is not kept. */
export interface RequestRecord {
  readonly id: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  /** Streams last as long as their readers like; their time says nothing. */
  readonly isStream: boolean;
}

/** nginx's word for a caller who hung up before the answer. */
const STATUS_HUNG_UP = 499;

/** Stands for the route of requests that no route takes. */
const UNMATCHED = "unmatched";
const BUCKETS_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LABELS = ["method", "route", "status"] as const;

/** One log line and one observation a request. */
export function requestRecorder({ log, metrics }: Telemetry, running: InFlight): (record: RequestRecord) => void {
  const registers = [metrics];
  const seconds = new Histogram({
    name: "psephos_http_request_seconds",
    help: "Time to answer, by route pattern",
    labelNames: LABELS,
    buckets: BUCKETS_SECONDS,
    registers,
  });
  const streams = new Counter({
    name: "psephos_http_streams_total",
    help: "Event streams that ended",
    labelNames: LABELS,
    registers,
  });
  new Gauge({
    name: "psephos_http_in_flight",
    help: "Requests being answered, and open event streams",
    labelNames: ["kind"] as const,
    registers,
    collect() {
      this.set({ kind: "answer" }, running.count("answer"));
      this.set({ kind: "stream" }, running.count("stream"));
    },
  });
  return ({ id, method, route, status, ms, isStream }) => {
    const labels = { method, route, status: String(status) };
    if (isStream) streams.inc(labels);
    else seconds.observe(labels, ms / 1000);
    log.info({ request: id, method, route, status, ms: Math.round(ms * 10) / 10 }, "request");
  };
}

/** Before all other hooks, so that what they refuse is recorded too. */
export function recordRequests(app: FastifyInstance, record: (record: RequestRecord) => void): void {
  app.addHook("onRequest", (request, reply, done) => {
    const startedMs = performance.now();
    reply.raw.once("close", () => record(recordOf(request, reply, performance.now() - startedMs)));
    done();
  });
}

export function recordOf(request: FastifyRequest, { raw }: FastifyReply, ms: number): RequestRecord {
  const { url: route = UNMATCHED, config } = request.routeOptions;
  const status = raw.writableFinished ? raw.statusCode : STATUS_HUNG_UP;
  return { id: request.id, method: request.method, route, status, ms, isStream: config.isStream === true };
}
