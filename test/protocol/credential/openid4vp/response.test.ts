import assert from "node:assert/strict";
import { isPsephosError } from "../../../../src/errors.ts";
import {
  parseResponse,
  parseResponseBody,
  responseBody,
  responseJson,
} from "../../../../src/protocol/credential/openid4vp/response.ts";

const PRESENTATION = { format: "psephos.presentation/1", proof: ["1", "2"], note: "a&b=c+d 甲" };
const REQUEST = { state: "s~1", query: { id: "resident" } };

const malformed = (run: () => unknown, pattern: RegExp) =>
  assert.throws(
    run,
    (error) => isPsephosError(error, "PRESENTATION_RESPONSE_MALFORMED") && pattern.test((error as Error).message),
  );

describe("answer to a presentation request", () => {
  it("carries one presentation under the query's id, and the state", () => {
    const json = responseJson(REQUEST, PRESENTATION);
    assert.deepEqual(json, { vp_token: { resident: [PRESENTATION] }, state: "s~1" });
    assert.deepEqual(parseResponse(json, REQUEST), PRESENTATION);
    const stateless = { ...REQUEST, state: undefined };
    assert.deepEqual(parseResponse(responseJson(stateless, PRESENTATION), stateless), PRESENTATION);
  });

  it("travels as a form, as response mode direct_post wants it", () => {
    const body = responseBody(REQUEST, PRESENTATION);
    assert.match(body, /^vp_token=[^&]+&state=s%7E1$/);
    assert.deepEqual(parseResponseBody(body, REQUEST), PRESENTATION);
    assert.deepEqual(parseResponseBody(`${body}&iss=x`, REQUEST), PRESENTATION);
  });

  it("is refused where it answers another request, or more than was asked", () => {
    const answer = (vp_token: unknown, state: unknown = "s~1") => parseResponse({ vp_token, state }, REQUEST);
    malformed(() => answer({ resident: [PRESENTATION] }, "s~2"), /state/);
    malformed(() => parseResponse({ vp_token: { resident: [PRESENTATION] } }, REQUEST), /state/);
    malformed(() => answer({ other: [PRESENTATION] }), /"resident"/);
    malformed(() => answer({ resident: [PRESENTATION], other: [PRESENTATION] }), /no other/);
    malformed(() => answer({ resident: [PRESENTATION, PRESENTATION] }), /vp_token\.resident/);
    malformed(() => answer({ resident: ["eyJhbGci"] }), /vp_token\.resident/);
    malformed(() => answer("eyJhbGci"), /vp_token/);
    malformed(() => parseResponse({ error: "access_denied", state: "s~1" }, REQUEST), /no presentation/);
    malformed(() => parseResponse(null, REQUEST), /the whole/);
  });

  it("is refused as a form that is not one", () => {
    malformed(() => parseResponseBody("state=s~1", REQUEST), /vp_token/);
    malformed(() => parseResponseBody("vp_token=%7B&state=s~1", REQUEST), /not JSON/);
    malformed(() => parseResponseBody(`${responseBody(REQUEST, PRESENTATION)}&state=s~1`, REQUEST), /state twice/);
    malformed(() => parseResponseBody("x".repeat(65_537), REQUEST), /65536/);
  });
});
