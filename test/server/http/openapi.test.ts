import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { ENDPOINTS } from "../../../src/server/api/endpoints.ts";
import { openApiDocument, type OpenApiDocument } from "../../../src/server/http/openapi.ts";
import { testApp } from "../support/app.ts";
import { SAMPLE_ROUTES } from "../support/sample-routes.ts";

async function assertValid(document: OpenApiDocument): Promise<void> {
  const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
  const { valid, errors } = await new Validator().validate(copy);
  assert.ok(valid, JSON.stringify(errors));
}

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1, of the samples and of every operation there is", async () => {
    await assertValid(openApiDocument(SAMPLE_ROUTES.map(({ endpoint }) => endpoint)));
    await assertValid(openApiDocument(ENDPOINTS));
  });

  it("is found to be invalid when it is", async () => {
    const document = openApiDocument(ENDPOINTS);
    const broken = { ...document, paths: { "/v1/x": { get: { responses: { 200: {} } } } } };
    await assert.rejects(assertValid(broken));
  });

  it("names every operation once, and each one's path and method once", () => {
    const names = ENDPOINTS.map(({ name }) => name);
    const places = ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
    assert.equal(new Set(names).size, names.length);
    assert.equal(new Set(places).size, places.length);
    for (const name of names) assert.match(name, /^[a-z]+([A-Z0-9][a-z0-9]*)+$/);
  });

  it("refers to nothing that it does not hold", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES });
    const text = (await app.inject("/v1/openapi.json")).body;
    const { components } = JSON.parse(text) as OpenApiDocument;
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    assert.ok(refs.length > 10);
    for (const ref of refs) assert.ok(ref.replace("#/components/schemas/", "") in components.schemas, ref);
    await app.close();
  });

  it("describes what travels, not what the program holds", () => {
    const { paths } = openApiDocument(SAMPLE_ROUTES.map(({ endpoint }) => endpoint));
    const operation = JSON.stringify(paths["/v1/sums/{start}"]?.["post"]);
    assert.match(operation, /"sum":\{"type":"string","pattern":/);
    assert.match(operation, /"name":"Idempotency-Key"/);
    assert.match(operation, /"409":\{"description":"ALREADY_DONE"/);
    const list = JSON.stringify(paths["/v1/rows"]?.["get"]);
    assert.match(list, /"name":"limit","in":"query","required":false,"schema":\{"default":"50","type":"string"/);
  });

  it("is served with pages that load nothing from elsewhere and run nothing inline", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES });
    const page = await app.inject("/docs");
    assert.equal(page.statusCode, 200);
    const policy = String(page.headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.ok(!/unsafe|https?:/.test(policy));
    const targets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target!);
    assert.ok(targets.length >= 5);
    for (const target of targets) {
      assert.match(target, /^\/docs\/static\//);
      assert.equal((await app.inject(target)).statusCode, 200, target);
    }
    assert.ok(!/<script>|<style>|style=/.test(page.body));
    for (const path of [
      "/docs/static/../../package.json",
      "/docs/static/%2e%2e%2fpackage.json",
      "/docs/static/..%5c..%5cpackage.json",
    ]) {
      assert.ok((await app.inject(path)).statusCode >= 400, path);
    }
    await app.close();
  });
});
