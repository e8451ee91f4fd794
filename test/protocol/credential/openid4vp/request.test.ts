import assert from "node:assert/strict";
import { isPsephosError, PsephosError, type ErrorCode } from "../../../../src/errors.ts";
import { sessionContext } from "../../../../src/protocol/credential/context.ts";
import { parseRequest, requestedPolicy, requestJson } from "../../../../src/protocol/credential/openid4vp/request.ts";
import { policyHash } from "../../../../src/protocol/credential/policy-hash.ts";
import { SCHEMAS } from "../../../../src/protocol/credential/schemas.ts";
import { RESIDENT, VERIFIER } from "../fixtures.ts";
import { FOREIGN, NONCE, REPLY, foreignWith, inputFor, policyWith } from "./requests.ts";

const CLAIMS = "dcql_query.credentials.0.claims";
const REFERENCE = { chainId: 31_337n, registry: `0x${"ab".repeat(20)}`, policyId: 7n };

function refused(run: () => unknown, code: ErrorCode, member?: string): void {
  assert.throws(run, (error) => {
    assert.ok(isPsephosError(error, code), String(error));
    if (member !== undefined) {
      assert.equal(error.detail["member"], member);
      assert.ok(error.message.includes(member));
    }
    return true;
  });
}

describe("presentation request", () => {
  const every = (requests: object[], key?: object) => policyWith({ requests, ...key });
  const policies = {
    "predicates and a disclosure": policyWith(),
    "a sealed value": every([{ attribute: "personNumber", predicate: { operator: "exists" }, show: "sealed" }], {
      verifierKey: VERIFIER.publicKey.map(String),
    }),
    "existence alone": every([{ attribute: "personNumber", predicate: { operator: "exists" }, show: "nothing" }]),
    "equality, and one shown": every([
      { attribute: "district", predicate: { operator: "equals", value: "D-07" }, show: "nothing" },
      { attribute: "permanentResident", predicate: { operator: "equals", value: true }, show: "clear" },
    ]),
    "a set of one, and one shown": every([
      { attribute: "district", predicate: { operator: "in", values: ["D-07"] }, show: "nothing" },
      { attribute: "nationality", predicate: { operator: "in", values: ["156", "276"] }, show: "clear" },
    ]),
    "what values cannot say": every([
      { attribute: "nationality", predicate: { operator: "notIn", values: ["156", "276"] }, show: "nothing" },
      {
        attribute: "birthDate",
        predicate: { operator: "between", low: "1960-01-01", high: "2008-01-01" },
        show: "clear",
      },
    ]),
  };
  for (const [name, policy] of Object.entries(policies)) {
    it(`brings back the policy it was made from: ${name}`, () => {
      const request = parseRequest(requestJson(inputFor(policy)));
      const back = requestedPolicy(request, { schemas: SCHEMAS });
      assert.deepEqual(back, policy);
      assert.equal(policyHash(back, RESIDENT), policyHash(policy, RESIDENT));
    });
  }

  it("says with DCQL alone what DCQL can say", () => {
    const { dcql_query, client_id } = requestJson(inputFor(policies["equality, and one shown"])) as typeof FOREIGN;
    assert.equal(client_id, "decentralized_identifier:did:web:housing.example");
    assert.deepEqual(dcql_query.credentials[0]!.claims, [
      { path: ["credentialSchema", "id"], values: [RESIDENT.id] },
      { path: ["credentialSubject", "district"], values: ["D-07"] },
      { path: ["credentialSubject", "permanentResident"], values: [true], psephos_show: "clear" },
    ]);
  });

  it("carries the nonce and the verifier's origin, which the session's context binds", () => {
    const request = parseRequest(requestJson(inputFor(policyWith())));
    assert.deepEqual([request.origin, request.nonce], ["https://housing.example", NONCE]);
    assert.equal(sessionContext(request), sessionContext({ origin: "https://housing.example", nonce: NONCE }));
    assert.deepEqual([request.reply, request.state], [REPLY, "eyJhb.6-sVA~1"]);
  });

  it("goes through a browser too, without a state", () => {
    const request = parseRequest(requestJson({ ...inputFor(policyWith()), reply: { mode: "dc_api" } }));
    assert.deepEqual(
      [request.origin, request.reply, request.state],
      ["https://housing.example", { mode: "dc_api" }, undefined],
    );
  });

  it("is not made with a nonce that can be guessed", () => {
    refused(() => requestJson({ ...inputFor(policyWith()), nonce: NONCE.slice(1) }), "ARGUMENT_INVALID");
  });

  it("may refer to the policy on chain, and then asks that and nothing else", () => {
    const policy = policyWith();
    const json = requestJson({ ...inputFor(policy), published: REFERENCE });
    const request = parseRequest(json);
    assert.deepEqual(request.basis, { kind: "published", ...REFERENCE });
    assert.equal(requestedPolicy(request, { schemas: SCHEMAS, published: policy }), policy);
    for (const published of [
      policyWith({ requests: policy.requests.slice(1) }),
      policyWith({ verifier: "did:web:b.example" }),
    ]) {
      refused(() => requestedPolicy(request, { schemas: SCHEMAS, published }), "PRESENTATION_REQUEST_POLICY");
    }
    refused(() => requestedPolicy(request, { schemas: SCHEMAS }), "ARGUMENT_INVALID");
  });
});

describe("presentation request of others", () => {
  it("is understood: values are proved and not shown, a claim without values is shown", () => {
    const request = parseRequest(FOREIGN);
    assert.equal(request.query.id, "resident");
    assert.deepEqual(requestedPolicy(request, { schemas: SCHEMAS }).requests, [
      { attribute: "district", predicate: { operator: "in", values: ["D-07", "D-09"] }, show: "nothing" },
      { attribute: "permanentResident", predicate: { operator: "equals", value: true }, show: "nothing" },
      { attribute: "nationality", predicate: { operator: "exists" }, show: "clear" },
    ]);
  });

  const query = FOREIGN.dcql_query.credentials[0]!;
  const first = "dcql_query.credentials.0";
  /** Path, value, and the member that the refusal names where it is another. */
  const unsupported: [string, unknown, string?][] = [
    ["response_type", "vp_token id_token"],
    ["response_mode", "direct_post.jwt"],
    ["response_mode", "fragment"],
    ["response_mode", undefined],
    ["client_metadata", undefined, "client_metadata.vp_formats_supported.ldp_vc.cryptosuite_values"],
    ["request", "eyJhbGciOiJF"],
    ["request_uri", "https://housing.example/request/1"],
    ["request_uri_method", "post"],
    ["transaction_data", ["eyJ0eXBlIjoiZXhhbXBsZSJ9"]],
    ["scope", "com.example.IDCardCredential_presentation"],
    ["presentation_definition", { id: "1", input_descriptors: [] }],
    ["client_id", "x509_san_dns:housing.example"],
    ["client_id", "redirect_uri:https://housing.example/post"],
    ["client_id", "decentralized_identifier:did:example:123"],
    ["client_metadata.vp_formats_supported", {}, "client_metadata.vp_formats_supported.ldp_vc.cryptosuite_values"],
    [
      "client_metadata.vp_formats_supported.ldp_vc.cryptosuite_values",
      ["ecdsa-sd-2023"],
      "client_metadata.vp_formats_supported.ldp_vc.cryptosuite_values",
    ],
    ["psephos_context", "election"],
    ["dcql_query.credentials", [query, { ...query, id: "second" }], `${first.slice(0, -1)}1`],
    ["dcql_query.credential_sets", [{ options: [["resident"]] }]],
    ["dcql_query.purpose", "a member of a later version"],
    [`${first}.format`, "mso_mdoc"],
    [`${first}.format`, "dc+sd-jwt"],
    [`${first}.meta.type_values`, [["https://example.org/examples#UniversityDegreeCredential"]]],
    [`${first}.meta.vct_values`, ["https://credentials.example.com/identity_credential"]],
    [`${first}.multiple`, true],
    [`${first}.require_cryptographic_holder_binding`, false],
    [`${first}.trusted_authorities`, [{ type: "aki", values: ["s9tIpPmhxdiuNkHMEWNpYim8S8Y"] }]],
    [`${first}.claim_sets`, [["a", "c"], ["b"]]],
    [`${CLAIMS}.1.intent_to_retain`, true],
    [`${CLAIMS}.1.path`, ["credentialSubject", "address", "street_address"]],
    [`${CLAIMS}.1.path`, ["credentialSubject", "nationalities", null]],
    [`${CLAIMS}.1.path`, ["credentialSubject", 1]],
    [`${CLAIMS}.1.path`, ["issuer"]],
    [`${CLAIMS}.1.path`, ["last_name"]],
    [`${CLAIMS}.1.values`, ["D-07", 7], `${CLAIMS}.1.values.1`],
  ];
  for (const [path, value, member = path] of unsupported) {
    it(`is refused by name for ${path} ${value === undefined ? "missing" : JSON.stringify(value).slice(0, 60)}`, () => {
      refused(() => parseRequest(foreignWith(path, value)), "PRESENTATION_REQUEST_UNSUPPORTED", member);
    });
  }

  const malformed: [string, unknown, string?][] = [
    ["nonce", undefined],
    ["nonce", "two words"],
    ["state", "ä"],
    ["redirect_uri", "https://housing.example/cb"],
    ["response_uri", undefined],
    ["response_uri", "http://housing.example/post"],
    ["response_uri", "https://housing.example@evil.example/post"],
    ["dcql_query", undefined],
    ["dcql_query.credentials", []],
    [`${first}.id`, "a b"],
    [`${first}.claims`, undefined],
    [`${CLAIMS}.0`, query.claims[1], CLAIMS],
    [`${CLAIMS}.0.values`, [RESIDENT.id, "urn:psephos:schema:income-tax:1"], CLAIMS],
    [`${CLAIMS}.1.values`, []],
    [`${CLAIMS}.1.psephos_predicate`, { operator: "exists" }, `${CLAIMS}.1`],
    [`${CLAIMS}.1.psephos_show`, "later"],
    ["psephos_terms", undefined],
    ["psephos_terms.verifier", "did:web:other.example"],
    ["psephos_policy", { chainId: "1", registry: `0x${"ab".repeat(20)}`, policyId: "1" }, "psephos_terms"],
  ];
  for (const [path, value, member = path] of malformed) {
    it(`is refused as malformed for ${path} ${value === undefined ? "missing" : JSON.stringify(value).slice(0, 60)}`, () => {
      refused(() => parseRequest(foreignWith(path, value)), "PRESENTATION_REQUEST_MALFORMED", member);
    });
  }

  const noPolicy: [string, string, unknown][] = [
    ["terms that are missing", "psephos_terms.purpose", undefined],
    ["terms that nobody knows", "psephos_terms.sharedWith", "everyone"],
    ["an attribute asked twice", `${CLAIMS}.3.path`, ["credentialSubject", "district"]],
    ["an attribute that the schema lacks", `${CLAIMS}.3.path`, ["credentialSubject", "last_name"]],
    ["a schema that is not known", `${CLAIMS}.0.values`, ["https://credentials.example.com/identity_credential"]],
    ["a value that the attribute cannot have", `${CLAIMS}.3.values`, ["Germany"]],
    ["a predicate of no language", `${CLAIMS}.3.psephos_predicate`, { operator: "like", value: "1%" }],
  ];
  for (const [name, path, value] of noPolicy) {
    it(`stands for no policy with ${name}`, () => {
      const request = parseRequest(foreignWith(path, value));
      refused(() => requestedPolicy(request, { schemas: SCHEMAS }), "POLICY_MALFORMED");
    });
  }

  it("is refused where the answer would not go to the verifier's own origin", () => {
    const elsewhere = [
      foreignWith("response_uri", "https://housing.example.evil.example/post"),
      foreignWith("response_uri", "https://housing.example:8443/post"),
      foreignWith("client_id", "decentralized_identifier:did:web:tax.example"),
      { ...FOREIGN, response_mode: "dc_api", expected_origins: ["https://evil.example"] },
    ];
    for (const json of elsewhere) refused(() => parseRequest(json), "PRESENTATION_REQUEST_ORIGIN");
    const port = { ...FOREIGN, client_id: "decentralized_identifier:did:web:housing.example%3A8443:office" };
    const request = parseRequest({ ...port, response_uri: "https://housing.example:8443/post" });
    assert.deepEqual(
      [request.verifier, request.origin],
      ["did:web:housing.example%3A8443:office", "https://housing.example:8443"],
    );
  });

  it("fails with one of the project's errors whatever is passed", () => {
    for (const json of [
      undefined,
      null,
      1,
      "{}",
      [],
      {},
      { ...FOREIGN, dcql_query: null },
      { ...FOREIGN, client_metadata: [] },
    ]) {
      assert.throws(() => parseRequest(json), PsephosError);
    }
  });
});
