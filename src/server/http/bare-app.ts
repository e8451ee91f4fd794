import { randomUUID } from "node:crypto";
import fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { answerClientError } from "./client-errors.ts";
import type { HttpConfig } from "./config.ts";
import { publicError, sendProblem } from "./problems.ts";
import { recordOf, type RequestRecord } from "./records.ts";

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_PARAM_LENGTH = 200;
/** How often Node looks for requests that are too slow. */
const TIMEOUT_CHECK_MS = 500;

/** Fastify with its limits set and its own words replaced by ours; its logger is off, since it writes addresses and paths. */
export function bareApp(config: HttpConfig, log: Logger, record: (request: RequestRecord) => void): FastifyInstance {
  return fastify({
    logger: false,
    bodyLimit: config.bodyBytes,
    requestTimeout: config.requestTimeoutMs,
    keepAliveTimeout: config.keepAliveMs,
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    http: { maxHeaderSize: MAX_HEADER_BYTES, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    clientErrorHandler: answerClientError,
    // A path that no route sees, so no hook does either.
    frameworkErrors: (error, request, reply) => {
      const from = { id: request.id, route: "unmatched", declared: [] };
      reply.raw.once("close", () => record(recordOf(request, reply, 0)));
      sendProblem(reply, publicError(error, log, from));
    },
  });
}
