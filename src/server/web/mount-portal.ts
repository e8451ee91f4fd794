import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { PortalFile } from "./portal-files.ts";

/**
 * What a page of the portal may do: load and ask from here alone, run no text as a program (WebAssembly is none), be in no frame, send
 * no form. Workers are bound by the same, since their files come with it too.
 */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Passkeys and copying, for the portal itself; nothing else that browsers could be asked for. */
const PERMISSIONS = [
  ...[
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
  ].map((feature) => `${feature}=()`),
  ...["publickey-credentials-create", "publickey-credentials-get", "clipboard-write"].map(
    (feature) => `${feature}=(self)`,
  ),
].join(", ");

const HEADERS = {
  "content-security-policy": CONTENT_POLICY,
  "permissions-policy": PERMISSIONS,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const YEAR_SECONDS = 31_536_000;

/** One route a file: what is not listed has no path, however it is spelt. */
export async function mountPortal(app: FastifyInstance, folder: string, files: readonly PortalFile[]): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    index: false,
    dotfiles: "deny",
  });
  for (const file of files) {
    mountFile(app, `/${file.path}`, file);
    if (file.path === "index.html") mountFile(app, "/", file);
  }
}

function mountFile(app: FastifyInstance, url: string, { path, isImmutable }: PortalFile): void {
  const caching = isImmutable
    ? { maxAge: YEAR_SECONDS * 1000, immutable: true }
    : // Asked for again each time, and answered with 304 while it is the same.
      { cacheControl: false };
  app.get(url, { config: { isFree: true, isStream: false, declared: [] } }, (_request, reply) => {
    void reply.headers(HEADERS);
    if (!isImmutable) void reply.header("cache-control", "no-cache");
    return reply.sendFile(path, caching);
  });
}
