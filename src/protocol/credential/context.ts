import { AbiCoder, keccak256 } from "ethers";
import type { Point } from "../../crypto/babyjubjub.ts";
import type { Brand } from "../brand.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** What one presentation is for: it is worth nothing in another context. */
export type ContextHash = Brand<bigint, "ContextHash">;

/** Shown to a service, which drew the nonce and takes each one once. `origin` is that of the service, as browsers tell it. */
export interface Session {
  readonly origin: string;
  readonly nonce: string;
}

/** A contract on a chain; the address is 0x and 40 hexadecimal digits. */
export interface ContractPlace {
  readonly chainId: bigint;
  readonly contract: string;
}

/** Records an attestation under that policy of the registry, and no other one, even one of the same hash. */
export interface AttestationPlace extends ContractPlace {
  readonly policyId: bigint;
}

/** Puts a commitment on the roll of an open electorate: nobody on the way can put another one there. */
export interface EnrolmentPlace extends ContractPlace {
  readonly enrolmentId: bigint;
  readonly commitment: bigint;
}

/** Takes back what was proven at that time, unix seconds, and no later proof. */
export interface WithdrawalPlace extends AttestationPlace {
  readonly provenAt: bigint;
}

/** One action of a contract that serves attested holders; the action is 0x and the hash of all that it does. */
export interface ActionPlace extends ContractPlace {
  readonly action: string;
}

/** Consent to sharing data under a notice; records of it are readable with the viewing key. */
export interface ConsentTerms {
  readonly consentId: string;
  /** 0x and 64 hexadecimal digits. */
  readonly noticeHash: string;
  readonly viewingKey: Point;
}

/** What a presentation is for, with the fields that its context hash covers. */
export type PresentationContext =
  | ({ readonly kind: "session" } & Session)
  | ({ readonly kind: "attestation" } & AttestationPlace)
  | ({ readonly kind: "enrolment" } & EnrolmentPlace)
  | ({ readonly kind: "consent" } & ConsentTerms);

export function contextHashOf(context: PresentationContext): ContextHash {
  switch (context.kind) {
    case "session":
      return sessionContext(context);
    case "attestation":
      return attestationContext(context);
    case "enrolment":
      return enrolmentContext(context);
    case "consent":
      return consentContext(context);
  }
}

export function sessionContext({ origin, nonce }: Session): ContextHash {
  return hashContext("session", { types: ["string", "string"], values: [origin, nonce] });
}

/** `contract` is the attestation registry. */
export function attestationContext({ chainId, contract, policyId }: AttestationPlace): ContextHash {
  const values = [chainId, contract, policyId];
  return hashContext("attestation", { types: ["uint256", "address", "uint256"], values });
}

export function enrolmentContext({ chainId, contract, enrolmentId, commitment }: EnrolmentPlace): ContextHash {
  const values = [chainId, contract, enrolmentId, commitment];
  return hashContext("enrolment", { types: ["uint256", "address", "uint256", "uint256"], values });
}

/** Of the circuit `pseudonym`. */
export function withdrawalContext({ chainId, contract, policyId, provenAt }: WithdrawalPlace): ContextHash {
  const values = [chainId, contract, policyId, provenAt];
  return hashContext("withdrawal", { types: ["uint256", "address", "uint256", "uint256"], values });
}

/** Of the circuit `pseudonym`; see contracts/RequiresAttestation.sol. */
export function actionContext({ chainId, contract, action }: ActionPlace): ContextHash {
  return hashContext("action", { types: ["uint256", "address", "bytes32"], values: [chainId, contract, action] });
}

export function consentContext({ consentId, noticeHash, viewingKey }: ConsentTerms): ContextHash {
  const values = [consentId, noticeHash, ...viewingKey];
  return hashContext("consent", { types: ["string", "bytes32", "uint256", "uint256"], values });
}

/** Of the circuit `pseudonym`; with what is to go, so that nobody on the way asks for more or for less. */
export function erasureContext({ requestId, targets }: { requestId: string; targets: readonly string[] }): ContextHash {
  return hashContext("erasure", { types: ["string", "string[]"], values: [requestId, targets] });
}

/** `keccak256(abi.encode(TAG_CONTEXT, kind, …)) >> 8`. */
function hashContext(kind: string, { types, values }: { types: string[]; values: unknown[] }): ContextHash {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ["uint256", "string", ...types],
    [CREDENTIAL_TAG.CONTEXT, kind, ...values],
  );
  return (BigInt(keccak256(encoded)) >> 8n) as ContextHash;
}
