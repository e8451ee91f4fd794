import assert from "node:assert/strict";
import { isPsephosError, PsephosError, type ErrorCode } from "../../../src/errors.ts";
import { problemSchema } from "../../../src/server/api/problem.ts";
import { callerTags, subscriber } from "../../../src/server/http/callers.ts";
import { checkHttpConfig, DEFAULT_HTTP_CONFIG, NO_RATES } from "../../../src/server/http/config.ts";
import { idempotencyKeys } from "../../../src/server/http/idempotency-keys.ts";
import { rateCheck } from "../../../src/server/http/rates.ts";
import type { PartHealth } from "../../../src/server/part.ts";
import { testApp } from "../support/app.ts";
import { SAMPLE_ROUTES } from "../support/sample-routes.ts";

const json = { "content-type": "application/json" };

function throwsCode(work: () => unknown, code: ErrorCode): void {
  assert.throws(work, (error) => isPsephosError(error, code));
}

describe("callers", () => {
  it("are one by IPv4 address, in whichever form, and by IPv6 network", () => {
    assert.equal(subscriber("::ffff:192.0.2.1"), "192.0.2.1");
    assert.equal(subscriber("2001:db8:1:2::1"), subscriber("2001:0db8:1:2:ffff:ffff:ffff:ffff"));
    assert.notEqual(subscriber("2001:db8:1:2::1"), subscriber("2001:db8:1:3::1"));
    assert.equal(subscriber("::1"), "0:0:0:0");
    assert.equal(subscriber("2001:db8::"), subscriber("2001:db8::5:6:7:8"));
    assert.equal(subscriber("not an address"), "not an address");
  });

  it("are tagged alike within a process and otherwise in the next", () => {
    const [first, second] = [callerTags(), callerTags()];
    assert.equal(first("192.0.2.1"), first("192.0.2.1"));
    assert.notEqual(first("192.0.2.1"), first("192.0.2.2"));
    assert.notEqual(first("192.0.2.1"), second("192.0.2.1"));
  });
});

describe("rate limits", () => {
  it("let a caller have his number in a minute, counted for each cost and caller", () => {
    let nowMs = 0;
    const check = rateCheck({ ...NO_RATES, readPerMinute: 2, writePerMinute: 1 }, () => nowMs);
    check("a", "read");
    check("a", "read");
    check("a", "write");
    check("b", "read");
    for (let count = 0; count < 10; count += 1) check("a", "free");
    nowMs = 30_000;
    assert.throws(
      () => check("a", "read"),
      (error: unknown) => error instanceof PsephosError && error.detail["retryAfterSeconds"] === 30,
    );
    nowMs = 60_000;
    check("a", "read");
  });

  it("remember a bounded number of callers", () => {
    const check = rateCheck({ ...NO_RATES, readPerMinute: 1, writePerMinute: 1 }, () => 0);
    check("first", "read");
    for (let caller = 0; caller < 20_000; caller += 1) check(String(caller), "read");
    check("first", "read");
  });

  it("T099: answer 429 with the time to wait, and never hinder health checks", async () => {
    const app = await testApp({
      routes: SAMPLE_ROUTES,
      config: { rates: { ...NO_RATES, readPerMinute: 3, writePerMinute: 1 } },
    });
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await app.inject("/v1/rows")).statusCode);
    assert.deepEqual(statuses, [200, 200, 200, 429, 429, 429]);
    const refused = await app.inject("/v1/rows");
    assert.equal(problemSchema.parse(refused.json()).code, "RATE_LIMITED");
    assert.ok(Number(refused.headers["retry-after"]) > 0);
    assert.equal((await app.inject("/health/live")).statusCode, 200);
    assert.equal((await app.inject({ url: "/v1/rows", remoteAddress: "192.0.2.9" })).statusCode, 200);
    const forged = await app.inject({ url: "/v1/rows", headers: { "x-forwarded-for": "192.0.2.10" } });
    assert.equal(forged.statusCode, 429);
    await app.close();
  });
});

describe("idempotency keys", () => {
  it("may be used again for the same request, by another caller, and after ten minutes", () => {
    let nowMs = 0;
    const use = idempotencyKeys(() => nowMs);
    use({ key: "k", caller: "a", content: "1" });
    use({ key: "k", caller: "a", content: "1" });
    use({ key: "k", caller: "b", content: "2" });
    throwsCode(() => use({ key: "k", caller: "a", content: "2" }), "IDEMPOTENCY_KEY_REUSED");
    nowMs = 600_000;
    use({ key: "k", caller: "a", content: "2" });
  });

  it("are refused when they are no visible ASCII of 1 to 200 characters", () => {
    const use = idempotencyKeys();
    for (const key of ["", " ", "a b", "é", "a".repeat(201), ["a", "b"], undefined]) {
      throwsCode(() => use({ key, caller: "a", content: "1" }), "REQUEST_MALFORMED");
    }
  });

  it("are remembered in a bounded number", () => {
    const use = idempotencyKeys(() => 0);
    use({ key: "first", caller: "a", content: "1" });
    for (let key = 0; key < 10_000; key += 1) use({ key: String(key), caller: "a", content: "1" });
    use({ key: "first", caller: "a", content: "2" });
  });

  it("guard submissions over HTTP, and are refused where nothing may be repeated", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES });
    const send = (url: string, number: string) =>
      app.inject({ method: "POST", url, headers: { ...json, "idempotency-key": "k" }, payload: { number } });
    assert.equal((await send("/v1/sums/1", "5")).statusCode, 200);
    assert.equal((await send("/v1/sums/1", "5")).statusCode, 200);
    assert.equal((await send("/v1/sums/1", "6")).statusCode, 422);
    assert.equal((await send("/v1/sums/2", "5")).statusCode, 422);
    const other = await app.inject({ method: "DELETE", url: "/v1/rows/1", headers: { "idempotency-key": "k" } });
    assert.equal(other.statusCode, 400);
    await app.close();
  });
});

describe("browsers of other origins", () => {
  const preflight = { origin: "https://vote.example.org", "access-control-request-method": "POST" };

  it("T099: may do nothing unless their origin is listed, to the letter", async () => {
    const closed = await testApp({ routes: SAMPLE_ROUTES });
    const open = await testApp({ routes: SAMPLE_ROUTES, config: { origins: ["https://vote.example.org"] } });
    const allowed = async (app: typeof open, origin: string) => {
      const response = await app.inject({ method: "OPTIONS", url: "/v1/words", headers: { ...preflight, origin } });
      const { "access-control-allow-credentials": credentials, "access-control-allow-origin": allowedOrigin } =
        response.headers;
      assert.equal(credentials, undefined);
      return allowedOrigin;
    };
    assert.equal(await allowed(closed, "https://vote.example.org"), undefined);
    assert.equal(await allowed(open, "https://vote.example.org"), "https://vote.example.org");
    for (const origin of [
      "https://evil.example",
      "https://vote.example.org.evil.example",
      "null",
      "http://vote.example.org",
      "*",
    ]) {
      assert.equal(await allowed(open, origin), undefined, origin);
    }
    const refusal = await open.inject({ url: "/v1/rows?limit=x", headers: { origin: "https://vote.example.org" } });
    assert.deepEqual(
      [refusal.statusCode, refusal.headers["access-control-allow-origin"]],
      [400, "https://vote.example.org"],
    );
    await Promise.all([closed.close(), open.close()]);
  });

  it("T099: cannot be let in by a pattern", () => {
    for (const origin of [
      "*",
      "https://*.example.org",
      "https://a.example/",
      "example.org",
      "null",
      "https://A.example",
      "file://x",
    ]) {
      throwsCode(() => checkHttpConfig({ ...DEFAULT_HTTP_CONFIG, origins: [origin] }), "ARGUMENT_INVALID");
    }
    throwsCode(() => checkHttpConfig({ ...DEFAULT_HTTP_CONFIG, maxStreams: 0 }), "ARGUMENT_INVALID");
    checkHttpConfig({ ...DEFAULT_HTTP_CONFIG, origins: ["https://vote.example.org", "http://localhost:5173"] });
  });

  it("T107: refuses proxies that are everybody, who could then name any address as their own", () => {
    const check = (trustProxy: string) => checkHttpConfig({ ...DEFAULT_HTTP_CONFIG, trustProxy: [trustProxy] });
    const everybody = ["0.0.0.0/0", "::/0", "1.2.3.4/0", "128.0.0.0/1", "64.0.0.0/7", "2000::/3", "::ffff:0:0/96", "0::/80", "0:0::ffff:0:0/97"]; // prettier-ignore
    const nothing = ["", "*", "true", "all", "proxy.example", "10.0.0.0/33", "::1/129", "10.0.0.0/255.0.0.0", "10.0.0.0/"]; // prettier-ignore
    for (const entry of [...everybody, ...nothing]) throwsCode(() => check(entry), "ARGUMENT_INVALID");
    const right = ["127.0.0.1", "10.0.0.0/8", "192.168.3.0/24", "::1", "fc00::/7", "2001:db8::7", "::ffff:10.0.0.0/104", "loopback", "uniquelocal"]; // prettier-ignore
    for (const entry of right) check(entry);
  });
});

describe("readiness", () => {
  const ready = async (health: () => Promise<PartHealth>) => {
    const app = await testApp({ routes: [], health });
    const response = await app.inject("/health/ready");
    await app.close();
    return response;
  };

  it("is the worst state of the parts: degraded still serves, failing answers 503 and names the part", async () => {
    const degraded = await ready(async () => ({ state: "degraded", detail: { lagBlocks: 3 } }));
    assert.equal(degraded.statusCode, 200);
    assert.deepEqual(degraded.json(), {
      state: "degraded",
      parts: [{ name: "web", state: "degraded", detail: { lagBlocks: 3 } }],
    });
    const failing = await ready(async () => ({ state: "failing", detail: {} }));
    assert.equal(failing.statusCode, 503);
    const { code, facts } = problemSchema.parse(failing.json());
    assert.deepEqual([code, facts], ["NOT_READY", { web: "failing" }]);
  });

  it("takes a part whose check breaks or hangs for failing", async () => {
    const broken = await ready(() => Promise.reject(new Error("planted-canary")));
    assert.equal(broken.statusCode, 503);
    assert.ok(!broken.body.includes("planted-canary"));
    const hanging = await ready(() => new Promise(() => undefined));
    assert.equal(hanging.statusCode, 503);
  });

  it("asks the parts once a second at most", async () => {
    let asked = 0;
    const app = await testApp({
      routes: [],
      health: async () => {
        asked += 1;
        return { state: "ok", detail: {} };
      },
    });
    await Promise.all(Array.from({ length: 50 }, () => app.inject("/health/ready")));
    assert.equal(asked, 1);
    await app.close();
  });
});
