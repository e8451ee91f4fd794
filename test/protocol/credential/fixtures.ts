import { createIdentity } from "../../../src/protocol/identity.ts";
import type { Credential } from "../../../src/protocol/credential/credential-json.ts";
import { signClaims } from "../../../src/protocol/credential/credential.ts";
import { emptyList, withMark } from "../../../src/protocol/credential/status-list.ts";
import { StatusTree } from "../../../src/protocol/credential/status-tree.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { buildTrustTree, type TrustEntry } from "../../../src/protocol/credential/trust-tree.ts";

/** The worked example of docs/credentials.md: fixed keys and salts, so that every number can be printed. */

const bytes = (seed: number) => Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + seed) & 0xff);

export const HOLDER = createIdentity(bytes(11));
export const ISSUER = createIdentity(bytes(101));
export const VERIFIER = createIdentity(bytes(201));
export const RESIDENT = SCHEMAS.get("urn:psephos:schema:resident-identity:1")!;
export const ISSUED_AT = 1_767_225_600n;
export const STATUS_INDEX = 94_567;

export const SUBJECT = {
  familyName: "陈",
  givenName: "Анна",
  birthDate: "1990-05-17",
  sex: "female",
  nationality: "156",
  personNumber: "110101199005170028",
  district: "D-07",
  address: "12 Harbour Street",
  residentSince: "2015-09-01",
  permanentResident: true,
} as const;

export const CLAIMS = {
  schema: RESIDENT,
  subject: SUBJECT,
  holder: HOLDER.commitment,
  validFrom: ISSUED_AT,
  validUntil: ISSUED_AT + 5n * 31_536_000n,
  statusIndex: STATUS_INDEX,
  salts: Array.from({ length: 16 }, (_, position) => 2n ** 128n + BigInt(position)),
  nonce: 2n ** 130n + 1n,
};

export const CREDENTIAL: Credential = {
  ...signClaims(CLAIMS, ISSUER),
  id: "urn:uuid:3f0b6a52-8c5e-4b8e-9a57-0d6f8f1c2e34",
  issuer: "did:web:residents.example",
  verificationMethod: "did:web:residents.example#2026",
  statusLists: {
    revocation: "https://residents.example/status/revocation",
    suspension: "https://residents.example/status/suspension",
  },
};

export const POLICY = {
  format: "psephos.policy/1",
  verifier: "did:web:housing.example",
  scope: "subsidy-2026",
  version: 1,
  title: { zh: "住房补贴资格", en: "Eligibility for the housing subsidy" },
  purpose: {
    id: "dpv:ServiceProvision",
    text: { zh: "核验申请资格。", en: "To check an application." },
    legalBasis: { zh: "《住房补贴办法》第四条。", en: "Housing Subsidy Act, section 4." },
  },
  schema: RESIDENT.id,
  requests: [
    { attribute: "birthDate", predicate: { operator: "lessOrEqual", value: "2008-01-01" }, show: "nothing" },
    { attribute: "district", predicate: { operator: "in", values: ["D-07", "D-09"] }, show: "nothing" },
    { attribute: "nationality", predicate: { operator: "exists" }, show: "clear" },
  ],
  retentionDays: 30,
  maxStatusAgeSeconds: 86_400,
  maxClockSkewSeconds: 300,
  validitySeconds: 2_592_000,
  onRevocation: "stands",
  revocable: true,
};

export async function statusTree(marks: { revoked?: number[]; suspended?: number[] } = {}): Promise<StatusTree> {
  const marked = (indices: number[] = []) =>
    indices.reduce((list, index) => withMark(list, { index, marked: true }), emptyList());
  return StatusTree.of({ revocation: marked(marks.revoked), suspension: marked(marks.suspended) });
}

export async function registry(status: StatusTree) {
  const entry: TrustEntry = { issuerKey: ISSUER.publicKey, schemaHash: RESIDENT.hash, statusRoot: status.root };
  const other: TrustEntry = { ...entry, issuerKey: VERIFIER.publicKey };
  return buildTrustTree([other, undefined, entry]);
}
