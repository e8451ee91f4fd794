import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { mountPortal } from "../../../src/server/web/mount-portal.ts";
import { readPortal } from "../../../src/server/web/portal-files.ts";
import { testApp } from "../support/app.ts";
import { sendRaw } from "../support/send-raw.ts";

const SCRIPT = "assets/main-AB12CD34.js";
const KEY = "published/circuits/ballot-2/proving-key.zkey";
const FILES: Readonly<Record<string, string>> = {
  "index.html": "<!doctype html><title>Psephos</title>",
  [SCRIPT]: "export const answer = 42;",
  "favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  [KEY]: "a key",
};

function integrityOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

describe("The portal's files", () => {
  let folder: string;
  let app: FastifyInstance;

  const write = async (file: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  const list = (files: Readonly<Record<string, string>>) => write("files.json", JSON.stringify(files));
  const hashes = Object.fromEntries(Object.entries(FILES).map(([file, text]) => [file, integrityOf(text)]));
  const refused = async (code: ErrorCode) => assert.rejects(readPortal(folder), (error) => isPsephosError(error, code));

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-portal-"));
    for (const [file, text] of Object.entries(FILES)) await write(file, text);
    await write(`${SCRIPT}.br`, brotliCompressSync(FILES[SCRIPT]!));
    await write("unlisted.txt", "not for everybody");
    await write("published/circuits/ballot-2/circuit.r1cs", "not for everybody");
    await list(hashes);
    app = await testApp({ routes: [] });
    await mountPortal(app, folder, await readPortal(folder));
    await app.ready();
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  it("are served as they were built, with media types that browsers believe", async () => {
    for (const [url, type, text] of [
      ["/", "text/html; charset=utf-8", FILES["index.html"]],
      ["/index.html", "text/html; charset=utf-8", FILES["index.html"]],
      [`/${SCRIPT}`, "application/javascript; charset=utf-8", FILES[SCRIPT]],
      ["/favicon.svg", "image/svg+xml", FILES["favicon.svg"]],
      [`/${KEY}`, "application/octet-stream", FILES[KEY]],
      ["/files.json", "application/json; charset=utf-8", JSON.stringify(hashes)],
    ] as const) {
      const { statusCode, headers, body } = await app.inject(url);
      assert.deepEqual([statusCode, headers["content-type"], body], [200, type, text], url);
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal((await app.inject({ method: "HEAD", url })).statusCode, 200);
    }
  });

  it("T082, T096: let a page load, ask and run from here alone, in no frame, and tell nobody where it was", async () => {
    for (const url of ["/", `/${SCRIPT}`]) {
      const { headers } = await app.inject(url);
      const policy = String(headers["content-security-policy"]).split("; ");
      for (const directive of [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ])
        assert.ok(policy.includes(directive), directive);
      assert.ok(
        !policy.some((directive) =>
          /unsafe-(inline|eval)'|https?:|\*/.test(directive.replace("'wasm-unsafe-eval'", "")),
        ),
      );
      assert.equal(headers["referrer-policy"], "no-referrer");
      assert.equal(headers["cross-origin-opener-policy"], "same-origin");
      assert.equal(headers["cross-origin-resource-policy"], "same-origin");
      assert.equal(headers["x-frame-options"], "DENY");
      assert.match(String(headers["permissions-policy"]), /camera=\(\).*geolocation=\(\)/);
    }
  });

  it("are kept by browsers for ever when their name says their content, and else asked for each time", async () => {
    assert.match(String((await app.inject(`/${SCRIPT}`)).headers["cache-control"]), /max-age=31536000, immutable/);
    for (const url of ["/", "/files.json", `/${KEY}`]) {
      const { headers } = await app.inject(url);
      assert.equal(headers["cache-control"], "no-cache", url);
      const again = await app.inject({ url, headers: { "if-none-match": String(headers["etag"]) } });
      assert.equal(again.statusCode, 304);
    }
  });

  it("come compressed to those who say that they can read it", async () => {
    const url = `/${SCRIPT}`;
    const { headers, rawPayload } = await app.inject({ url, headers: { "accept-encoding": "gzip, br" } });
    assert.equal(headers["content-encoding"], "br");
    assert.equal(headers["content-type"], "application/javascript; charset=utf-8");
    assert.equal(brotliDecompressSync(rawPayload).toString(), FILES[SCRIPT]);
    assert.match(String(headers["vary"]), /accept-encoding/i);
    assert.equal((await app.inject({ url, headers: { "accept-encoding": "gzip" } })).body, FILES[SCRIPT]);
  });

  it("are all that is served, whatever the path", async () => {
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    for (const path of [
      "/unlisted.txt",
      "/published/circuits/ballot-2/circuit.r1cs",
      `/${SCRIPT}.br`,
      "/assets/",
      "/assets",
      "/assets/../unlisted.txt",
      "/assets/%2e%2e/unlisted.txt",
      "/assets/..%2funlisted.txt",
      "/..%5cunlisted.txt",
      "//unlisted.txt",
      "/%00",
      "/published/../../../../../../etc/passwd",
      "/published/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ]) {
      const answer = await sendRaw(Number(new URL(url).port), { method: "GET", url: path, headers: {} });
      assert.equal(answer?.status, 404, path);
      assert.doesNotMatch(answer.text, /everybody|root:/);
    }
  });

  it("take no other method", async () => {
    for (const method of ["POST", "PUT", "DELETE"] as const)
      assert.ok([404, 405].includes((await app.inject({ method, url: "/" })).statusCode), method);
  });

  it("are not served when one is missing or altered, or when the list names what is none of theirs", async () => {
    await list({ ...hashes, "assets/gone-AB12CD34.js": integrityOf("") });
    await refused("ARTIFACT_MISSING");
    await list({ ...hashes, [SCRIPT]: integrityOf("another script") });
    await refused("ARTIFACT_ALTERED");
    for (const path of [
      "../unlisted.txt",
      "assets/../unlisted.txt",
      "/etc/passwd",
      ".hidden",
      "published/circuits/ballot-2/circuit.r1cs",
    ]) {
      await list({ ...hashes, [path]: integrityOf("not for everybody") });
      await refused("ARTIFACT_ALTERED");
    }
    await write("files.json", "{");
    await refused("ARTIFACT_ALTERED");
    await rm(join(folder, "files.json"));
    await assert.rejects(readPortal(folder), /build-portal/);
    await list(hashes);
  });
});
