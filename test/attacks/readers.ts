import { requestsFromIden3 } from "../../src/protocol/credential/iden3-query.ts";
import { credentialJson, parseCredential } from "../../src/protocol/credential/credential-json.ts";
import {
  createCredentialRequest,
  parseCredentialRequest,
  serialiseCredentialRequest,
} from "../../src/protocol/credential/credential-request.ts";
import { disclosureHash } from "../../src/protocol/credential/disclosure.ts";
import { encodeValue } from "../../src/protocol/credential/encoding.ts";
import { issuerKeyStatement, parseIssuerKeyStatement } from "../../src/protocol/credential/issuer-key.ts";
import { parseResponse } from "../../src/protocol/credential/openid4vp/response.ts";
import { parsePolicy } from "../../src/protocol/credential/policy.ts";
import { parsePresentation } from "../../src/protocol/credential/presentation-file.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { emptyList, parseStatusList, statusListJson } from "../../src/protocol/credential/status-list.ts";
import { withDecimals } from "../../src/protocol/json.ts";
import { consentText, parseConsent } from "../../src/protocol/sharing/consent.ts";
import { dataRequestText, parseDataRequest } from "../../src/protocol/sharing/data-request.ts";
import { canonicalText } from "../../src/protocol/sharing/forms.ts";
import { emptyWallet, parseWallet, walletContent } from "../../src/roles/holder/wallet.ts";
import { importCredential } from "../../src/roles/holder/held-credentials.ts";
import { drawIssuerKey, parseIssuerKey } from "../../src/roles/issuer/issuer-key.ts";
import { IssuerLedger } from "../../src/roles/issuer/ledger.ts";
import { CREDENTIAL, HOLDER, ISSUER, ISSUED_AT, POLICY, RESIDENT, VERIFIER } from "../protocol/credential/fixtures.ts";
import { ANNA, consentOf, signedRequest } from "../protocol/sharing/fixtures.ts";
import { TERMS } from "../roles/issuer/desk-fixtures.ts";

/** A file of one kind, right in every part, and who reads it. Requests of verifiers are public, and refused by what they ask. */
export interface Reader {
  readonly what: string;
  readonly good: unknown;
  readonly read: (json: unknown) => unknown;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, withDecimals));

const wallet = {
  ...emptyWallet(HOLDER),
  credentials: [plain(credentialJson(CREDENTIAL)) as Record<string, unknown>],
  enrolments: [
    { chainId: 1n, contract: `0x${"e4".repeat(20)}`, enrolmentId: 1n, pseudonym: 77n, enrolledAt: Number(ISSUED_AT) },
  ],
  attestations: [
    { chainId: 1n, contract: `0x${"a7".repeat(20)}`, policyId: 1n, pseudonym: 78n, provenAt: Number(ISSUED_AT) },
  ],
};

const ledger = new IssuerLedger({ did: CREDENTIAL.issuer, schema: RESIDENT.id });
ledger.record({
  credentialId: CREDENTIAL.id,
  reference: "A-1001",
  epoch: 2026,
  statusIndex: CREDENTIAL.statusIndex,
  holder: CREDENTIAL.holder,
  requestNonce: "q3Zk1m0vT8yG6sWbXcR2hA",
  issuedAt: Number(ISSUED_AT),
  validUntil: Number(CREDENTIAL.validUntil),
  reissueCounter: 0,
  holderCounter: 0,
  revoked: false,
  replaced: false,
  suspended: false,
});

const nationality = encodeValue(
  RESIDENT.attributes.find(({ name }) => name === "nationality")!,
  "156",
);
const disclosure = { salt: 2n ** 130n + 5n, clear: [0n, 0n, nationality, 0n] };
const presentation = plain({
  format: "psephos.presentation/1",
  circuit: "presentation-plain",
  policyId: 1n,
  policyHash: 5n,
  context: { kind: "session", origin: "https://housing.example", nonce: "q3Zk1m0vT8yG6sWbXcR2hA" },
  trustRoot: 6n,
  now: ISSUED_AT,
  pseudonym: 7n,
  disclosureHash: disclosureHash(disclosure),
  proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
  disclosure: { ...disclosure, shown: { nationality: "156" } },
});

const wish = {
  schema: RESIDENT.id,
  issuer: CREDENTIAL.issuer,
  reference: "A-1001",
  nonce: "q3Zk1m0vT8yG6sWbXcR2hA",
};
const request = createCredentialRequest(HOLDER, wish);
const statement = { ...TERMS, schemaHash: RESIDENT.hash, publicKey: ISSUER.publicKey };
const list = {
  purpose: "revocation",
  url: CREDENTIAL.statusLists.revocation,
  issuer: CREDENTIAL.issuer,
  validFrom: "2026-01-01T00:00:00Z",
} as const;
const expected = { state: "s", query: { id: "credential" } };

export const READERS: readonly Reader[] = [
  { what: "credential", good: plain(credentialJson(CREDENTIAL)), read: (json) => parseCredential(json, SCHEMAS) },
  {
    what: "credential taken into a wallet",
    good: plain(credentialJson(CREDENTIAL)),
    read: (json) => importCredential(emptyWallet(HOLDER), json),
  },
  {
    what: "request for a credential",
    good: JSON.parse(serialiseCredentialRequest(request)),
    read: (json) => parseCredentialRequest(JSON.stringify(json)),
  },
  { what: "wallet", good: walletContent(wallet), read: (json) => parseWallet(json) },
  {
    what: "wallet of an identity alone",
    good: (walletContent(wallet) as { identity: unknown }).identity,
    read: (json) => parseWallet(json),
  },
  { what: "issuer's ledger", good: ledger.content(), read: (json) => IssuerLedger.parse(json) },
  {
    what: "issuer's key",
    good: drawIssuerKey({ ...TERMS, keyName: "residents-2026" }),
    read: (json) => parseIssuerKey(json),
  },
  {
    what: "statement of an issuer's key",
    good: plain(issuerKeyStatement(statement)),
    read: (json) => parseIssuerKeyStatement(json),
  },
  {
    what: "policy",
    good: {
      ...POLICY,
      requests: [...POLICY.requests, { attribute: "personNumber", predicate: { operator: "exists" }, show: "sealed" }],
      verifierKey: VERIFIER.publicKey.map(String),
    },
    read: (json) => parsePolicy(json, SCHEMAS),
  },
  { what: "presentation", good: presentation, read: (json) => parsePresentation(json) },
  { what: "status list", good: await statusListJson(emptyList(), list), read: (json) => parseStatusList(json) },
  {
    what: "answer with a presentation",
    good: { vp_token: { credential: [presentation] }, state: "s" },
    read: (json) => parsePresentation(parseResponse(json, expected)),
  },
  {
    what: "query of iden3",
    good: { birthDate: { $lte: "2008-01-01" }, district: { $in: ["D-07", "D-09"] } },
    read: (json) => parsePolicy({ ...POLICY, requests: requestsFromIden3(json) }, SCHEMAS),
  },
  {
    what: "consent",
    good: JSON.parse(consentText(consentOf(ANNA))),
    read: (json) => parseConsent(canonicalText(json)),
  },
  {
    what: "request for data",
    good: JSON.parse(dataRequestText(await signedRequest())),
    read: (json) => parseDataRequest(canonicalText(json)),
  },
];
