import { isIP } from "node:net";
import type { FastifyInstance } from "fastify";
import { PsephosError } from "../../errors.ts";
import type { HttpConfig } from "./config.ts";
import { isLoopback } from "./loopback.ts";

/** These read alone: what a page may see of their answers is for CORS to say. */
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Keeps pages of others out. A page whose name suddenly points at this machine is of the same origin for its browser; only its name in
 * `Host` gives it away, so callers on this machine must use a name that is known, or an address. And a page need not be able to read an
 * answer to change something: whatever changes must come from an origin that is listed, or from a page of this service.
 */
export function keepStrangePagesOut(app: FastifyInstance, { origins, hosts, trustProxy }: HttpConfig): void {
  const names = new Set(["localhost", ...hosts, ...origins.map((origin) => new URL(origin).hostname)]);
  const allowed = new Set(origins);
  app.addHook("onRequest", (request, _reply, done) => {
    const { method, headers, socket, host } = request;
    // Behind a proxy it is the proxy that is called by a name.
    if (trustProxy.length === 0 && isLoopback(socket.remoteAddress) && !isKnown(headers.host, names)) {
      done(hostRefused());
      return;
    }
    const { origin } = headers;
    const isStrange = origin !== undefined && !allowed.has(origin) && !isOwn(origin, host);
    done(isStrange && !READING.has(method) ? originRefused() : undefined);
  });
}

function isKnown(host: string | undefined, names: ReadonlySet<string>): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[^:]+)(:\d{1,5})?$/i.exec(host ?? "")?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return names.has(name) || isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0;
}

function isOwn(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

function hostRefused(): PsephosError {
  return new PsephosError(
    "HOST_REFUSED",
    "This service is not known by the name in Host. Call it by its address, or have its operator list the name in http.hosts.",
  );
}

function originRefused(): PsephosError {
  return new PsephosError(
    "ORIGIN_REFUSED",
    "Pages of this origin may change nothing here. Its operator lists those that may in http.origins.",
  );
}
