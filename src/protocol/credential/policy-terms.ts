import { policyHash, scopeIdOf, verifierIdOf, type PolicyHash } from "./policy-hash.ts";
import type { Policy } from "./policy.ts";
import type { CredentialSchema } from "./schema.ts";

/** In the order of the registry's enum. */
export const PRESENTATION_CIRCUITS = ["presentation-plain", "presentation", "presentation-pair"] as const;

/** What contracts know of a policy; all of it follows from the policy's text. Times are in seconds. */
export interface PolicyTerms {
  readonly departmentId: bigint;
  readonly scopeId: bigint;
  readonly policyHash: PolicyHash;
  readonly circuit: (typeof PRESENTATION_CIRCUITS)[number];
  readonly maxStatusAge: number;
  readonly maxClockSkew: number;
  readonly validity: number;
  /** An attestation ends within maxStatusAge of the credential's revocation. */
  readonly lapses: boolean;
  readonly revocable: boolean;
}

export function policyTerms(policy: Policy, schema: CredentialSchema): PolicyTerms {
  return {
    departmentId: verifierIdOf(policy),
    scopeId: scopeIdOf(policy),
    policyHash: policyHash(policy, schema),
    circuit: circuitOf(policy),
    maxStatusAge: policy.maxStatusAgeSeconds,
    maxClockSkew: policy.maxClockSkewSeconds,
    validity: policy.validitySeconds,
    lapses: policy.onRevocation === "lapses",
    revocable: policy.revocable,
  };
}

/** The larger circuit only where a value is sealed. */
export function circuitOf({ verifierKey }: Policy): "presentation-plain" | "presentation" {
  return verifierKey === undefined ? "presentation-plain" : "presentation";
}
