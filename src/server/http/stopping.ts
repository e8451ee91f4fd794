import type { FastifyInstance } from "fastify";
import { PsephosError } from "../../errors.ts";
import type { InFlight } from "./in-flight.ts";

/** Connections that still hang after the grace are cut. */
const CUT_AFTER_MS = 500;

/** On `close`: streams end, new requests are sent away, running ones have `graceMs` and are then told to stop. */
export function stopGracefully(app: FastifyInstance, running: InFlight, graceMs: number): void {
  let isStopping = false;
  app.addHook("onRequest", (_request, reply, done) => {
    if (isStopping) void reply.header("connection", "close");
    done(isStopping ? new PsephosError("BUSY", "The service is stopping. Try again soon.") : undefined);
  });
  app.addHook("preClose", async () => {
    isStopping = true;
    running.abort("stream");
    await running.settled(graceMs);
    running.abort("answer");
    setTimeout(() => app.server.closeAllConnections(), CUT_AFTER_MS).unref();
  });
}
