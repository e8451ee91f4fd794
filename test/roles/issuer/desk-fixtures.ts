import { randomBytes } from "node:crypto";
import {
  createCredentialRequest,
  type CredentialRequest,
} from "../../../src/protocol/credential/credential-request.ts";
import { createIdentity, type Identity } from "../../../src/protocol/identity.ts";
import type { IssuingTerms } from "../../../src/roles/issuer/issue-credential.ts";
import { drawIssuerKey, parseIssuerKey, type IssuerKey } from "../../../src/roles/issuer/issuer-key.ts";
import { IssuerLedger } from "../../../src/roles/issuer/ledger.ts";
import { RESIDENT } from "../../protocol/credential/fixtures.ts";

/** A residents' office in memory. */
export const DID = "did:web:residents.example";
export const AT = Date.UTC(2026, 0, 10) / 1000;
const DAY = 86_400;

export const TERMS = {
  did: DID,
  schema: RESIDENT.id,
  epoch: 2026,
  endsAt: AT + 700 * DAY,
  statusLists: {
    revocation: "https://residents.example/status/revocation",
    suspension: "https://residents.example/status/suspension",
  },
};

export function newKey(changes: Partial<typeof TERMS> = {}): IssuerKey {
  return parseIssuerKey(drawIssuerKey({ ...TERMS, ...changes, keyName: "residents-2026" }));
}

export function office(changes: Partial<IssuingTerms> = {}): IssuingTerms {
  const ledger = new IssuerLedger({ did: DID, schema: RESIDENT.id });
  return {
    key: newKey(),
    ledger,
    validFrom: AT,
    validUntil: AT + 365 * DAY,
    at: AT,
    reissue: false,
    newHolder: false,
    afterRevocation: false,
    ...changes,
  };
}

export function person(): Identity {
  return createIdentity(randomBytes(32));
}

export function requestOf(identity: Identity, changes: Partial<CredentialRequest> = {}): CredentialRequest {
  const { reference = "A-1001", issuer = DID, schema = RESIDENT.id } = changes;
  const nonce = changes.nonce ?? randomBytes(18).toString("base64url");
  return createCredentialRequest(identity, { reference, issuer, schema, nonce });
}
