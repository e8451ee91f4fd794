import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import type { Logger } from "pino";
import { isPsephosError, PsephosError, type ErrorCode } from "../../errors.ts";
import { COMMON_PROBLEMS, PROBLEM_MEDIA_TYPE, problemOf, type ProblemOptions } from "../api/problem.ts";
import { describeFailure } from "./describe-failure.ts";

export const BUSY_RETRY_SECONDS = 5;

/** Fastify's own refusals, before a handler is reached. */
const FRAMEWORK_REFUSALS: Record<string, readonly [ErrorCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["BODY_TOO_LARGE", "The body is larger than this operation takes."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    "MEDIA_TYPE_REFUSED",
    "Send the body as application/json, or as this operation's own media type.",
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ["REQUEST_MALFORMED", "The body is empty."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["REQUEST_MALFORMED", "The body is not as long as Content-Length says."],
  FST_ERR_BAD_URL: ["REQUEST_MALFORMED", "The path is not a valid URL."],
  FST_ERR_MAX_PARAM_LENGTH: ["NOT_FOUND", "There is nothing here: a part of the path is too long."],
  // The caller hung up while sending: nobody reads the answer.
  ECONNRESET: ["REQUEST_MALFORMED", "The body ended early."],
  // Out of descriptors or memory: the machine's fault, and passing.
  EMFILE: ["BUSY", "The service has too much open. Try again soon."],
  ENFILE: ["BUSY", "The service has too much open. Try again soon."],
  ENOMEM: ["BUSY", "The service is out of memory. Try again soon."],
};

/** Those a handler may throw: what every operation may, and what its endpoint lists. */
export type DeclaredProblems = readonly ErrorCode[];

/** Turns whatever was thrown into what the caller may see; what he may not goes to the log, without its message. */
export function publicError(
  error: unknown,
  log: Logger,
  request: { id: string; route: string; declared: DeclaredProblems },
): PsephosError {
  if (!isPsephosError(error)) {
    const refusal = frameworkRefusal(error);
    if (refusal !== undefined) return refusal;
    log.error({ request: request.id, route: request.route, failure: describeFailure(error) }, "unexpected failure");
    return internalError();
  }
  if (COMMON_PROBLEMS.includes(error.code) || error.code === "NOT_READY") return error;
  const failure = describeFailure(error);
  if (error.exitClass === "environment") {
    log.warn({ request: request.id, route: request.route, failure }, "cannot serve");
    // The message may name machines behind this one.
    return new PsephosError(error.code, "The service cannot reach what it depends on. Try again later.");
  }
  if (request.declared.includes(error.code)) return error;
  log.error({ request: request.id, route: request.route, failure }, "undeclared refusal");
  return internalError();
}

function internalError(): PsephosError {
  return new PsephosError(
    "INTERNAL",
    "The service failed. The operator finds it in the log under the word in `instance`.",
  );
}

function frameworkRefusal(error: unknown): PsephosError | undefined {
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = FRAMEWORK_REFUSALS[code ?? ""];
  if (known !== undefined) return new PsephosError(...known);
  if (statusCode === 404) return new PsephosError("NOT_FOUND", "There is nothing here.");
  const isOfCaller = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return isOfCaller ? new PsephosError("REQUEST_MALFORMED", "The request is not well-formed.") : undefined;
}

export function sendProblem(reply: FastifyReply, error: PsephosError, options: ProblemOptions = {}): FastifyReply {
  const { request } = reply;
  const instance = error.code === "INTERNAL" ? { instance: `urn:psephos:request:${request.id}` } : {};
  const problem = problemOf(error, { ...instance, ...options });
  const retryAfter = retryAfterSeconds(error);
  if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
  return reply
    .code(problem.status)
    .header("content-type", PROBLEM_MEDIA_TYPE)
    .header("cache-control", "no-store")
    .header("x-content-type-options", "nosniff")
    .send(JSON.stringify(problem));
}

function retryAfterSeconds({ code, detail }: PsephosError): number | undefined {
  if (typeof detail["retryAfterSeconds"] === "number") return Math.max(1, Math.ceil(detail["retryAfterSeconds"]));
  return code === "BUSY" ? BUSY_RETRY_SECONDS : undefined;
}

/** Everything thrown while a request is answered, and every path that nothing is at, ends here. */
export function answerRefusals(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error, request, reply) => {
    const { url: route = "unmatched", config } = request.routeOptions;
    return sendProblem(reply, publicError(error, log, { id: request.id, route, declared: config.declared ?? [] }));
  });
  // Thrown in a hook, so that no body is read for a path that does not exist.
  app.addHook("onRequest", (request, _reply, done) => {
    done(request.is404 ? nothingHere() : undefined);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, nothingHere()));
}

function nothingHere(): PsephosError {
  return new PsephosError("NOT_FOUND", "There is nothing at this path. /v1/openapi.json lists what there is.");
}
