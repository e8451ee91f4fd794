import type { FastifyInstance } from "fastify";
import { PsephosError } from "../../errors.ts";
import type { Route } from "./route.ts";

/** Every other method of a known path: 405 with what is allowed, before any body is read. OPTIONS says the same without refusing. */
export function mountOtherMethods(app: FastifyInstance, routes: readonly Route[]): void {
  const methods = new Map<string, Set<string>>();
  for (const { endpoint } of routes) {
    const known = methods.get(endpoint.path) ?? new Set(["OPTIONS"]);
    known.add(endpoint.method);
    if (endpoint.method === "GET") known.add("HEAD");
    methods.set(endpoint.path, known);
  }
  for (const [url, known] of methods) {
    const allow = [...known].sort().join(", ");
    app.options(url, (_request, reply) => reply.code(204).header("allow", allow).send());
    app.route({
      method: app.supportedMethods.filter((method) => !known.has(method)),
      url,
      onRequest: (_request, reply, done) => {
        void reply.header("allow", allow);
        done(new PsephosError("METHOD_REFUSED", `This path takes ${allow}.`));
      },
      handler: () => undefined,
    });
  }
}
