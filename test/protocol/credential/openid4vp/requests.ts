import { parsePolicy, type Policy } from "../../../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../../../src/protocol/credential/schemas.ts";
import type { RequestInput } from "../../../../src/protocol/credential/openid4vp/request.ts";
import { POLICY, RESIDENT } from "../fixtures.ts";

export const NONCE = "q3Zk1m0vT8yG6sWbXcR2hA";
export const REPLY = { mode: "direct_post", uri: "https://housing.example/openid4vp/reply" } as const;

export function policyWith(changes: object = {}): Policy {
  return parsePolicy({ ...POLICY, ...changes }, SCHEMAS);
}

export function inputFor(policy: Policy): RequestInput {
  return { policy, nonce: NONCE, state: "eyJhb.6-sVA~1", reply: REPLY };
}

const { format: _format, verifier: _verifier, schema: _schema, requests: _requests, ...TERMS } = POLICY;

/** As another's tool writes it, after the examples of OpenID4VP 1.0: parameters and metadata that mean nothing here included. */
export const FOREIGN = {
  iss: "decentralized_identifier:did:web:housing.example",
  aud: "https://self-issued.me/v2",
  iat: 1_767_225_600,
  response_type: "vp_token",
  response_mode: "direct_post",
  client_id: "decentralized_identifier:did:web:housing.example",
  response_uri: "https://housing.example/post",
  nonce: "n-0S6_WzA2Mj",
  state: "eyJhb.6-sVA",
  client_metadata: {
    client_name: "Housing office",
    vp_formats_supported: {
      "dc+sd-jwt": { "sd-jwt_alg_values": ["ES256"] },
      ldp_vc: {
        proof_type_values: ["DataIntegrityProof"],
        cryptosuite_values: ["ecdsa-sd-2023", "eddsa-poseidon-bjj-2026"],
      },
    },
  },
  dcql_query: {
    credentials: [
      {
        id: "resident",
        format: "ldp_vc",
        meta: {
          type_values: [
            ["https://example.org/examples#Resident"],
            ["https://www.w3.org/2018/credentials#VerifiableCredential"],
          ],
        },
        multiple: false,
        claims: [
          { path: ["credentialSchema", "id"], values: [RESIDENT.id] },
          { id: "a", path: ["credentialSubject", "district"], values: ["D-07", "D-09"] },
          { id: "b", path: ["credentialSubject", "permanentResident"], values: [true] },
          { id: "c", path: ["credentialSubject", "nationality"] },
        ],
      },
    ],
  },
  psephos_terms: TERMS,
};

/** FOREIGN with another value at a path; undefined takes the member away. */
export function foreignWith(path: string, value: unknown): unknown {
  const copy = structuredClone(FOREIGN) as unknown;
  const keys = path.split(".");
  const last = keys.pop()!;
  const node = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy) as Record<
    string,
    unknown
  >;
  if (value === undefined) Reflect.deleteProperty(node, last);
  else node[last] = value;
  return copy;
}
