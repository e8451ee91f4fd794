import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { PsephosError } from "../../errors.ts";
import { problemOf } from "../api/problem.ts";
import { rawBytes } from "../api/words.ts";
import { acceptBytesOnly } from "./body.ts";
import type { HttpConfig } from "./config.ts";
import { sendEvents } from "./event-stream.ts";
import type { KeyUse } from "./idempotency-keys.ts";
import type { InFlight } from "./in-flight.ts";
import { isInsider } from "./insiders.ts";
import { parsePath, parseParts, type ParsedParts } from "./parse.ts";
import { publicError, sendProblem } from "./problems.ts";
import type { RateCheck } from "./rates.ts";
import type { ParsedRequest, Route, StreamEvent } from "./route.ts";
import { dropSlowReader } from "./slow-readers.ts";
import { isVisibleAscii } from "./visible-ascii.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";

/** What all routes of one server share. */
export interface Desk {
  readonly config: HttpConfig;
  readonly log: Logger;
  readonly checkRate: RateCheck;
  readonly useKey: (use: KeyUse) => void;
  readonly takeStreamPlace: (caller: string) => () => void;
  readonly inFlight: InFlight;
}

/** Routes that take bytes stand apart, so that all others still take JSON alone. */
export function mountRoute(app: FastifyInstance, route: Route, desk: Desk): void {
  if (route.endpoint.bodyMediaType === undefined) {
    mount(app, route, desk);
    return;
  }
  void app.register((scope, _options, done) => {
    acceptBytesOnly(scope);
    mount(scope, route, desk);
    done();
  });
}

function mount(app: FastifyInstance, route: Route, desk: Desk): void {
  const { endpoint } = route;
  const isStream = endpoint.success.stream === true;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyBytes ?? desk.config.bodyBytes,
    exposeHeadRoute: !isStream,
    config: { declared: endpoint.problems, isStream, isFree: endpoint.cost === "free" },
    onRequest: (request, _reply, done) => {
      desk.checkRate(request.caller, endpoint.cost);
      done();
    },
    ...(route.admit === undefined ? {} : { preParsing: admission(route) }),
    handler: isStream ? streamHandler(route, desk) : answerHandler(route, desk),
  });
  if (isStream) mountStreamHead(app, endpoint.path);
}

/** HEAD tells that there is a stream, without opening one. */
function mountStreamHead(app: FastifyInstance, url: string): void {
  app.route({
    method: "HEAD",
    url,
    handler: (_request, reply) => reply.header("content-type", "text/event-stream; charset=utf-8").send(),
  });
}

/** Before the body is read. A path that does not fit is refused with all other faults of the request. */
function admission({ endpoint, admit }: Route) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const params = parsePath(endpoint, request);
    if (params === undefined || admit === undefined) return undefined;
    const { caller } = request;
    const isDone = await admit({ params, caller, bodyBytes: bodyBytesOf(request), whenOver: whenOver(reply) });
    return isDone ? reply.code(endpoint.success.status).header("cache-control", "no-store").send() : undefined;
  };
}

function bodyBytesOf({ headers }: FastifyRequest): number {
  const length = headers["content-length"];
  if (length !== undefined) return Number(length);
  throw new PsephosError("REQUEST_MALFORMED", "Say in Content-Length how long the body is.");
}

type FastifyHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

function answerHandler({ endpoint, handler }: Route, desk: Desk): FastifyHandler {
  const { status, body: schema, mediaType, isImmutable } = endpoint.success;
  return async (request, reply) => {
    const parts = parseParts(endpoint, request);
    if (isRefusal(parts)) return sendProblem(reply, malformed(), { errors: parts });
    checkIdempotencyKey(request, endpoint, desk);
    const bearer = bearerOf(request, endpoint);
    const signal = desk.inFlight.begin(reply.raw, "answer");
    dropSlowReader(reply.raw, desk.config.slowReaderMs);
    const answer = await handler(parsedRequest(request, parts, { reply, signal, bearer, endpoint, desk }));
    void reply.code(status).header("cache-control", isImmutable === true ? IMMUTABLE : "no-store");
    if (schema === undefined) return reply.send();
    if (schema === rawBytes) return sendBytes(reply, answer as Uint8Array, mediaType);
    const text = mediaType === undefined ? encodeAnswer(schema, answer) : schema.encode(answer);
    return reply.header("content-type", `${mediaType ?? "application/json"}; charset=utf-8`).send(text);
  };
}

function streamHandler({ endpoint, handler }: Route, desk: Desk): FastifyHandler {
  const schema = endpoint.success.body!;
  return async (request, reply) => {
    const parts = parseParts(endpoint, request);
    if (isRefusal(parts)) return sendProblem(reply, malformed(), { errors: parts });
    const leave = desk.takeStreamPlace(request.caller);
    reply.raw.once("close", leave);
    const signal = desk.inFlight.begin(reply.raw, "stream");
    const described = { id: request.id, route: endpoint.path, declared: endpoint.problems };
    await sendEvents(reply, {
      events: handler(parsedRequest(request, parts, { reply, signal, endpoint, desk })) as AsyncIterable<
        StreamEvent<unknown>
      >,
      encode: (data) => encodeAnswer(schema, data),
      problem: (error) => JSON.stringify(problemOf(publicError(error, desk.log, described))),
      signal,
      heartbeatMs: desk.config.heartbeatMs,
      slowReaderMs: desk.config.slowReaderMs,
    });
    return reply;
  };
}

/** What it is, only whoever asked for it knows: browsers are to show it as nothing. */
function sendBytes(reply: FastifyReply, bytes: Uint8Array, mediaType = "application/octet-stream"): FastifyReply {
  void reply.header("content-type", mediaType).header("content-disposition", "attachment");
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function isRefusal(parts: ReturnType<typeof parseParts>): parts is Extract<typeof parts, readonly unknown[]> {
  return Array.isArray(parts);
}

function malformed(): PsephosError {
  return new PsephosError(
    "REQUEST_MALFORMED",
    "The request does not fit this operation; `errors` names what is wrong.",
  );
}

function parsedRequest(
  request: FastifyRequest,
  parts: ParsedParts,
  {
    reply,
    signal,
    endpoint,
    desk,
    bearer = "",
  }: Pick<Route, "endpoint"> & {
    readonly reply: FastifyReply;
    readonly signal: AbortSignal;
    readonly desk: Desk;
    readonly bearer?: string;
  },
): ParsedRequest<Route["endpoint"]> {
  return {
    ...parts,
    caller: request.caller,
    isInsider: isInsider(request, desk.config),
    signal,
    lastEventId: lastEventId(request),
    bearer,
    charge: (more) => desk.checkRate(request.caller, endpoint.cost, more),
    whenOver: whenOver(reply),
  };
}

function whenOver({ raw }: FastifyReply): ParsedRequest<Route["endpoint"]>["whenOver"] {
  return (listener) => void raw.once("close", listener);
}

function bearerOf({ headers }: FastifyRequest, endpoint: Route["endpoint"]): string {
  if (endpoint.bearer !== true) return "";
  const [, token] = /^Bearer ([A-Za-z0-9._~+/-]{1,200}=*)$/.exec(headers.authorization ?? "") ?? [];
  if (token !== undefined) return token;
  throw new PsephosError("ACCESS_DENIED", "This operation takes a token, as `Authorization: Bearer …`.");
}

function lastEventId({ headers }: FastifyRequest): string | undefined {
  const id = headers["last-event-id"];
  // Browsers send an empty one after an event without an id.
  if (id === undefined || id === "") return undefined;
  if (isVisibleAscii(id)) return id;
  throw new PsephosError("REQUEST_MALFORMED", "Last-Event-ID must be the id of an event.");
}

function checkIdempotencyKey(request: FastifyRequest, endpoint: Route["endpoint"], desk: Desk): void {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return;
  if (endpoint.idempotent !== true) {
    throw new PsephosError("REQUEST_MALFORMED", "This operation takes no Idempotency-Key.");
  }
  const content = JSON.stringify([endpoint.name, request.params, request.query, request.body]);
  desk.useKey({ key, caller: request.caller, content });
}

/** Throws a ZodError when the handler gave what its endpoint does not promise: a bug, answered as one. */
function encodeAnswer(schema: NonNullable<Route["endpoint"]["success"]["body"]>, answer: unknown): string {
  return JSON.stringify(schema.encode(answer));
}
