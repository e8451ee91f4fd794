import type { FastifyInstance } from "fastify";
import { PsephosError } from "../../errors.ts";

/** Containers within containers; no schema of ours needs half of it. */
export const MAX_JSON_DEPTH = 16;

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** JSON alone, in well-formed UTF-8, without keys that reach an object's prototype, and not deep: recursion stays bounded. */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, bytes, done) => {
    void parse(request, decode(bytes as Buffer), (error, value) => {
      if (error !== null) done(new PsephosError("REQUEST_MALFORMED", "The body is not JSON, or has a forbidden key."));
      else if (isDeeper(value, MAX_JSON_DEPTH))
        done(new PsephosError("REQUEST_MALFORMED", "The body is nested too deeply."));
      else done(null, value);
    });
  });
}

/** On this part of the app bytes alone are taken, and as they are. */
export function acceptBytesOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, bytes, done) =>
    done(null, new Uint8Array(bytes as Buffer)),
  );
}

/** Text that is not UTF-8 becomes empty, which no JSON is. */
function decode(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return "";
    throw error;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
