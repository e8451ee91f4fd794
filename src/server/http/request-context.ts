import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import type { ErrorCode } from "../../errors.ts";
import { callerTags } from "./callers.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** See ParsedRequest. */
    caller: string;
  }
  interface FastifyContextConfig {
    /** Codes that the route's handler may throw, besides COMMON_PROBLEMS. */
    declared?: readonly ErrorCode[];
    isStream?: boolean;
    /** Answered even when there is too much to do. */
    isFree?: boolean;
  }
}

/** Puts on each request who calls, as far as anybody may know. */
export function tagCallers(app: FastifyInstance): void {
  const tag = callerTags();
  // Connections carry many requests, mostly of one caller.
  const known = new WeakMap<Socket, { readonly address: string; readonly caller: string }>();
  app.decorateRequest("caller", "");
  app.addHook("onRequest", (request, _reply, done) => {
    const last = known.get(request.socket);
    const caller = last?.address === request.ip ? last.caller : tag(request.ip);
    known.set(request.socket, { address: request.ip, caller });
    request.caller = caller;
    done();
  });
}
