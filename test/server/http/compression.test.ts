import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { defineEndpoint } from "../../../src/server/api/endpoint.ts";
import { route } from "../../../src/server/http/route.ts";
import { testApp } from "../support/app.ts";

const words = defineEndpoint({
  name: "words",
  method: "GET",
  path: "/v1/words/:count",
  tag: "T",
  summary: "s",
  cost: "free",
  params: z.strictObject({ count: z.string() }),
  success: { status: 200, body: z.strictObject({ text: z.string() }) },
  problems: [],
});
const routes = [route(words, ({ params }) => ({ text: "字word".repeat(Number(params.count)) }))];

async function ask({ count, accepts, method = "GET" }: { count: number; accepts?: string; method?: "GET" | "HEAD" }) {
  const app = await testApp({ routes });
  const headers = accepts === undefined ? {} : { "accept-encoding": accepts };
  return app.inject({ method, url: `/v1/words/${count}`, headers });
}

describe("compressed answers", () => {
  const whole = JSON.stringify({ text: "字word".repeat(1000) });

  it("are what a long answer is for whoever takes gzip, whole and with their length", async () => {
    const { headers, rawPayload } = await ask({ count: 1000, accepts: "gzip, deflate, br" });
    assert.equal(headers["content-encoding"], "gzip");
    assert.equal(headers["content-type"], "application/json; charset=utf-8");
    assert.equal(Number(headers["content-length"]), rawPayload.length);
    assert.ok(rawPayload.length < whole.length / 10);
    assert.equal(gunzipSync(rawPayload).toString("utf8"), whole);
  });

  it("are sent to nobody who does not ask for them, or refuses them", async () => {
    for (const accepts of [undefined, "identity", "br", "gzip;q=0, identity", "gzip;q=0.1, identity;q=0.9", "🙂"]) {
      const { headers, body } = await ask({ count: 1000, ...(accepts === undefined ? {} : { accepts }) });
      assert.equal(headers["content-encoding"], undefined, accepts);
      assert.equal(body, whole);
    }
  });

  it("are told apart from others by whoever keeps answers", async () => {
    for (const accepts of ["gzip", "identity"]) {
      const { headers } = await ask({ count: 1000, accepts });
      assert.match(headers.vary ?? "", /accept-encoding/);
    }
  });

  it("are no answers that are short anyway", async () => {
    const { headers, body } = await ask({ count: 10, accepts: "gzip" });
    assert.equal(headers["content-encoding"], undefined);
    assert.equal(body, JSON.stringify({ text: "字word".repeat(10) }));
  });

  it("have the length that they would have, where only that is asked", async () => {
    const [head, got] = [
      await ask({ count: 1000, accepts: "gzip", method: "HEAD" }),
      await ask({ count: 1000, accepts: "gzip" }),
    ];
    assert.equal(head.body, "");
    assert.equal(head.headers["content-length"], got.headers["content-length"]);
  });
});
