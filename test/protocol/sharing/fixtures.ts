import { Wallet } from "ethers";
import {
  createConsent,
  consentContextOf,
  type Consent,
  type NewConsent,
} from "../../../src/protocol/sharing/consent.ts";
import { dataRequestTypedData, type DataRequest } from "../../../src/protocol/sharing/data-request.ts";
import { viewingKeysOf, type ViewingKeys } from "../../../src/protocol/sharing/viewing-key.ts";
import { createIdentity, type Identity } from "../../../src/protocol/identity.ts";
import { pseudonymOf, type Pseudonym } from "../../../src/protocol/credential/pseudonym.ts";
import { scopeIdOf, verifierIdOf, type PolicyHash } from "../../../src/protocol/credential/policy-hash.ts";

export const DEPARTMENT = { verifier: "did:web:housing.example", scope: "subsidy-2026" };
/** 2026-03-01, 08:20:00 UTC. */
export const NOW = 1_772_353_200;
export const DAY = 86_400;

export const uuid = (number: number): string =>
  `urn:uuid:3f0b6a52-8c5e-4b8e-9a57-${number.toString(16).padStart(12, "0")}`;

export interface Person {
  readonly identity: Identity;
  readonly viewing: ViewingKeys;
  readonly pseudonym: bigint;
}

/** The same person for the same seed. */
export function person(seed: number): Person {
  const identity = createIdentity(Uint8Array.from({ length: 32 }, (_, index) => (index * 41 + seed) & 0xff));
  const ids = { verifierId: verifierIdOf(DEPARTMENT), scopeId: scopeIdOf(DEPARTMENT) };
  return {
    identity,
    viewing: viewingKeysOf({ secret: identity.secret, ...ids }),
    pseudonym: pseudonymOf({ secret: identity.secret, ...ids }),
  };
}

export const ANNA = person(11);
export const BEN = person(29);

export function consentOf(giver: Person, changes: Partial<NewConsent> = {}): Consent {
  return createConsent({
    id: uuid(1),
    policyId: 7n,
    policyHash: 1234n,
    controller: DEPARTMENT.verifier,
    scope: DEPARTMENT.scope,
    purpose: "dpv:ServiceProvision",
    startsAt: NOW - DAY,
    expiresAt: NOW + 30 * DAY,
    use: { kind: "periodic", everySeconds: 3600 },
    pseudonym: giver.pseudonym,
    viewingKey: giver.viewing.publicKey,
    proofHash: `0x${"ab".repeat(32)}`,
    ...changes,
  });
}

/** What the presentation behind a consent says, once its proof was checked. */
export const signalsOf = (consent: Consent) => ({
  policyHash: consent.policyHash as PolicyHash,
  contextHash: consentContextOf(consent),
  pseudonym: consent.pseudonym as Pseudonym,
});

/** The department's account on chain. */
export const ACCOUNT = new Wallet(`0x${"17".repeat(32)}`);

export async function signedRequest(changes: Partial<DataRequest> = {}): Promise<DataRequest> {
  const statement = {
    format: "psephos.data-request/1",
    id: uuid(50),
    chainId: 31337n,
    policies: `0x${"5a".repeat(20)}`,
    policyId: 7n,
    requester: "did:web:housing.example",
    official: `0x${"33".repeat(32)}`,
    caseReference: "HS-2026-114",
    reason: { zh: "核对补贴申请。", en: "To check an application." },
    issuedAt: NOW - 60,
    expiresAt: NOW + DAY,
    ...changes,
  } as const;
  const { domain, types, value } = dataRequestTypedData(statement);
  return { signature: await ACCOUNT.signTypedData(domain, types, value), ...statement };
}
