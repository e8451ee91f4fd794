import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { problemSchema } from "../../../src/server/api/problem.ts";
import { checkHttpConfig, DEFAULT_HTTP_CONFIG, type HttpConfig } from "../../../src/server/http/config.ts";
import { isLoopback } from "../../../src/server/http/loopback.ts";
import { testApp } from "../support/app.ts";
import { SAMPLE_ROUTES } from "../support/sample-routes.ts";

type Headers = Record<string, string>;

/** The status, and the code of a refusal. */
async function send(
  config: Partial<HttpConfig>,
  request: { headers: Headers; post?: boolean; remoteAddress?: string },
) {
  const app = await testApp({ routes: SAMPLE_ROUTES, config });
  const { headers, post = false, remoteAddress = "127.0.0.1" } = request;
  const payload = post ? { payload: JSON.stringify({ words: [] }) } : {};
  const response = await app.inject({
    ...{ method: post ? ("POST" as const) : ("GET" as const), url: post ? "/v1/words" : "/v1/rows", remoteAddress },
    ...{ headers: { ...(post ? { "content-type": "application/json" } : {}), ...headers }, ...payload },
  });
  await app.close();
  return response.statusCode < 400 ? "ok" : problemSchema.parse(response.json()).code;
}

const ORIGINS = { origins: ["https://vote.example.org"] };

describe("a page of others in a browser on this machine", () => {
  it("T099: cannot read a service whose address its own name was made to mean", async () => {
    for (const host of [
      "evil.example",
      "evil.example:7400",
      "localhost.evil.example",
      "127.0.0.1.evil.example",
      "a:b",
    ]) {
      for (const remoteAddress of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
        assert.equal(await send({}, { headers: { host }, remoteAddress }), "HOST_REFUSED", host);
    }
  });

  it("is told so with 421, also about paths that are not there, the documents and the metrics", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES });
    for (const url of ["/v1/rows", "/nowhere", "/v1/openapi.json", "/docs/", "/metrics", "/health/ready"])
      assert.equal((await app.inject({ url, headers: { host: "evil.example" } })).statusCode, 421, url);
    await app.close();
  });

  it("is not mixed up with callers that use an address, localhost or a name that is known", async () => {
    for (const host of ["127.0.0.1:7400", "[::1]:7400", "localhost", "LOCALHOST:80", "192.0.2.1"])
      assert.equal(await send({}, { headers: { host } }), "ok", host);
    assert.equal(await send(ORIGINS, { headers: { host: "vote.example.org" } }), "ok");
    assert.equal(await send({ hosts: ["relay.example.org"] }, { headers: { host: "relay.example.org:7400" } }), "ok");
  });

  it("is not looked for among callers of other machines, nor behind a proxy", async () => {
    const headers = { host: "relay.example.org" };
    assert.equal(await send({}, { headers, remoteAddress: "192.0.2.7" }), "ok");
    assert.equal(await send({ trustProxy: ["127.0.0.1"] }, { headers }), "ok");
  });

  it("T099: changes nothing unless its origin is listed or the service's own", async () => {
    const post = true;
    const host = "127.0.0.1:7400";
    for (const origin of [
      "https://evil.example",
      "null",
      "http://localhost:7400",
      "https://vote.example.org.evil.example",
    ]) {
      assert.equal(await send(ORIGINS, { headers: { host, origin }, post }), "ORIGIN_REFUSED", origin);
      assert.equal(
        await send(ORIGINS, { headers: { host, origin }, post, remoteAddress: "192.0.2.7" }),
        "ORIGIN_REFUSED",
      );
      assert.equal(await send(ORIGINS, { headers: { host, origin } }), "ok");
    }
    for (const origin of ["https://vote.example.org", `http://${host}`])
      assert.notEqual(await send(ORIGINS, { headers: { host, origin }, post }), "ORIGIN_REFUSED", origin);
    assert.notEqual(await send(ORIGINS, { headers: { host }, post }), "ORIGIN_REFUSED");
  });

  it("is not let in by a name that is none", () => {
    for (const host of ["*", "*.example.org", "relay.example.org:7400", "Relay.example.org", ""]) {
      assert.throws(
        () => checkHttpConfig({ ...DEFAULT_HTTP_CONFIG, hosts: [host] }),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });
});

describe("an address of this machine itself", () => {
  it("is told apart from all others", () => {
    for (const address of ["127.0.0.1", "127.9.8.7", "::1", "::ffff:127.0.0.1"])
      assert.equal(isLoopback(address), true);
    for (const address of ["128.0.0.1", "::", "::ffff:192.0.2.1", "127.evil.example", "", undefined])
      assert.equal(isLoopback(address), false, address);
  });
});
