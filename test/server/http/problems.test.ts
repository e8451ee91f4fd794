import assert from "node:assert/strict";
import type { InjectOptions } from "fastify";
import { z } from "zod";
import { ERROR_CODES, PsephosError, type ErrorCode } from "../../../src/errors.ts";
import { defineEndpoint } from "../../../src/server/api/endpoint.ts";
import { COMMON_PROBLEMS, problemSchema, statusOf } from "../../../src/server/api/problem.ts";
import { route } from "../../../src/server/http/route.ts";
import { testApp } from "../support/app.ts";
import { memoryTelemetry } from "../support/memory-telemetry.ts";
import { SAMPLE_ROUTES } from "../support/sample-routes.ts";

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];
const json = { "content-type": "application/json" };

const fail = defineEndpoint({
  name: "fail",
  method: "GET",
  path: "/v1/fail/:code",
  tag: "T",
  summary: "s",
  cost: "free",
  params: z.strictObject({ code: z.string() }),
  success: { status: 200, body: z.strictObject({ fine: z.boolean() }) },
  problems: CODES,
});
const undeclared = defineEndpoint({ ...fail, name: "undeclared", path: "/v1/undeclared/:code", problems: [] });
const wrongAnswer = defineEndpoint({ ...fail, name: "wrongAnswer", path: "/v1/wrong/:code" });
const failing = [
  route(fail, ({ params }) => {
    throw new PsephosError(params.code as ErrorCode, `Why ${params.code}.`, { detail: { count: 3n } });
  }),
  route(undeclared, ({ params }) => {
    if (params.code in ERROR_CODES) throw new PsephosError(params.code as ErrorCode, "planted-canary");
    throw new TypeError("planted-canary", { cause: new Error("planted-canary") });
  }),
  route(wrongAnswer, () => ({ fine: true, ...{ more: "planted-canary" } })),
];

describe("problem documents", () => {
  it("have a status for every code of the project", () => {
    const exceptions: Partial<Record<ErrorCode, number>> = {
      NOT_FOUND: 404,
      METHOD_REFUSED: 405,
      REQUEST_TOO_SLOW: 408,
      BODY_TOO_LARGE: 413,
      MEDIA_TYPE_REFUSED: 415,
      IDEMPOTENCY_KEY_REUSED: 422,
      RATE_LIMITED: 429,
      ACCESS_DENIED: 403,
      ORIGIN_REFUSED: 403,
      HOST_REFUSED: 421,
    };
    const byClass = { input: 400, refused: 409, failed: 500, environment: 503 };
    for (const code of CODES) assert.equal(statusOf(code), exceptions[code] ?? byClass[ERROR_CODES[code]], code);
  });

  it("are what every code comes as, with its status, facts and nothing of what lies behind the service", async () => {
    const app = await testApp({ routes: failing });
    for (const code of CODES) {
      const response = await app.inject(`/v1/fail/${code}`);
      const problem = problemSchema.parse(response.json());
      assert.equal(response.statusCode, statusOf(code), code);
      assert.match(String(response.headers["content-type"]), /^application\/problem\+json/);
      assert.equal(response.headers["cache-control"], "no-store");
      assert.deepEqual([problem.code, problem.status], [code, statusOf(code)]);
      const isShown = COMMON_PROBLEMS.includes(code) || code === "NOT_READY" || ERROR_CODES[code] !== "environment";
      assert.equal(problem.detail === `Why ${code}.`, isShown, code);
      assert.deepEqual(problem.facts, isShown ? { count: "3" } : undefined);
    }
    await app.close();
  });

  it("say INTERNAL and a word for the operator, never why, when a handler breaks or refuses what it did not declare", async () => {
    const { telemetry, lines } = memoryTelemetry();
    const app = await testApp({ routes: failing, telemetry });
    for (const path of [
      "/v1/undeclared/x",
      "/v1/undeclared/ALREADY_CAST",
      "/v1/undeclared/FILE_UNREADABLE",
      "/v1/wrong/x",
    ]) {
      const response = await app.inject(path);
      assert.equal(response.statusCode, 500, path);
      const { code, instance } = problemSchema.parse(response.json());
      assert.equal(code, "INTERNAL");
      assert.ok(!response.body.includes("planted-canary"));
      const word = instance!.replace("urn:psephos:request:", "");
      assert.ok(
        lines.some((line) => line.includes(word) && line.includes("failure")),
        path,
      );
    }
    assert.ok(!lines.join("").includes("planted-canary"));
    await app.close();
  });

  it("tell busy callers when to come back", async () => {
    const app = await testApp({ routes: failing });
    const response = await app.inject("/v1/fail/BUSY");
    assert.equal(response.headers["retry-after"], "5");
    await app.close();
  });
});

describe("what fastify refuses by itself", () => {
  const refused: readonly [string, string | InjectOptions, number, ErrorCode][] = [
    ["an unknown path", "/v1/nothing", 404, "NOT_FOUND"],
    [
      "an unknown path with a body",
      { method: "POST", url: "/v1/nothing", headers: json, payload: "{" },
      404,
      "NOT_FOUND",
    ],
    ["a path that is no URL", "/v1/rows/%ff", 400, "REQUEST_MALFORMED"],
    ["a parameter that is too long", { method: "DELETE", url: `/v1/rows/${"1".repeat(500)}` }, 404, "NOT_FOUND"],
    ["another method", { method: "PUT", url: "/v1/rows" }, 405, "METHOD_REFUSED"],
    [
      "JSON that breaks off",
      { method: "POST", url: "/v1/words", headers: json, payload: '{"a":' },
      400,
      "REQUEST_MALFORMED",
    ],
    ["an empty body", { method: "POST", url: "/v1/words", headers: json, payload: "" }, 400, "REQUEST_MALFORMED"],
    [
      "text that is not UTF-8",
      { method: "POST", url: "/v1/words", headers: json, payload: Buffer.from([0x22, 0xff, 0x22]) },
      400,
      "REQUEST_MALFORMED",
    ],
    [
      "another content type",
      { method: "POST", url: "/v1/words", headers: { "content-type": "text/xml" }, payload: "<a/>" },
      415,
      "MEDIA_TYPE_REFUSED",
    ],
    [
      "a content type that is none",
      { method: "POST", url: "/v1/words", headers: { "content-type": ";;;" }, payload: "{}" },
      415,
      "MEDIA_TYPE_REFUSED",
    ],
    [
      "a body too large",
      { method: "POST", url: "/v1/words", headers: json, payload: `"${"a".repeat(65_536)}"` },
      413,
      "BODY_TOO_LARGE",
    ],
    [
      "a key of the prototype",
      { method: "POST", url: "/v1/words", headers: json, payload: '{"__proto__":{"a":1}}' },
      400,
      "REQUEST_MALFORMED",
    ],
    [
      "a key of the constructor",
      { method: "POST", url: "/v1/words", headers: json, payload: '{"constructor":{"prototype":{}}}' },
      400,
      "REQUEST_MALFORMED",
    ],
    [
      "a body where none is taken",
      { method: "DELETE", url: "/v1/rows/1", headers: json, payload: '{"a":1}' },
      400,
      "REQUEST_MALFORMED",
    ],
    ["an unknown query", "/v1/rows?extra=1", 400, "REQUEST_MALFORMED"],
    ["a query said twice", "/v1/rows?limit=1&limit=2", 400, "REQUEST_MALFORMED"],
    ["a limit too large", "/v1/rows?limit=201", 400, "REQUEST_MALFORMED"],
    ["a cursor of another list", "/v1/rows?cursor=YS5i", 400, "REQUEST_MALFORMED"],
    ["a leading zero", { method: "DELETE", url: "/v1/rows/01" }, 400, "REQUEST_MALFORMED"],
  ];
  for (const [name, request, status, code] of refused) {
    it(`comes as a problem document: ${name}`, async () => {
      const app = await testApp({ routes: SAMPLE_ROUTES });
      const response = await app.inject(request);
      assert.equal(response.statusCode, status);
      assert.equal(problemSchema.parse(response.json()).code, code);
      assert.equal(response.headers["x-content-type-options"], "nosniff");
      await app.close();
    });
  }

  it("names every field at fault and no value", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES });
    const response = await app.inject({
      method: "POST",
      url: "/v1/sums/-1?a=1",
      headers: json,
      payload: '{"number":"planted-canary"}',
    });
    const paths = problemSchema.parse(response.json()).errors!.map(({ path }) => path);
    assert.deepEqual(paths, ["path.start", "query", "body.number"]);
    assert.ok(!response.body.includes("planted-canary"));
    await app.close();
  });

  it("says which methods a path takes, to OPTIONS without refusing", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES });
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
      const response = await app.inject({ method, url: "/v1/rows" });
      assert.equal(response.statusCode, method === "OPTIONS" ? 204 : 405);
      assert.equal(response.headers.allow, "GET, HEAD, OPTIONS");
    }
    await app.close();
  });

  it("answers HEAD like GET without a body, and opens no stream for it", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES });
    const list = await app.inject({ method: "HEAD", url: "/v1/rows" });
    assert.deepEqual([list.statusCode, list.body], [200, ""]);
    const stream = await app.inject({ method: "HEAD", url: "/v1/counts?to=100000" });
    assert.equal(stream.headers["content-type"], "text/event-stream; charset=utf-8");
    await app.close();
  });
});
