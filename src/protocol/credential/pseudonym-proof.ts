import type { Secret } from "../identity.ts";
import type { ContextHash } from "./context.ts";
import { pseudonymOf, type Pseudonym } from "./pseudonym.ts";

/** Public signals of the circuit `pseudonym` by name, in its order. */
export interface PseudonymSignals {
  readonly verifierId: bigint;
  readonly scopeId: bigint;
  readonly contextHash: ContextHash;
  readonly pseudonym: Pseudonym;
}

export interface PreparedPseudonymProof {
  readonly signals: PseudonymSignals;
  readonly inputs: Readonly<Record<string, bigint>>;
}

/** Knows the secret of a pseudonym: takes no credential, so that a permission can be taken back after the credential is lost. */
export function preparePseudonymProof(input: {
  secret: Secret;
  verifierId: bigint;
  scopeId: bigint;
  contextHash: ContextHash;
}): PreparedPseudonymProof {
  const { secret, verifierId, scopeId, contextHash } = input;
  const signals = { verifierId, scopeId, contextHash, pseudonym: pseudonymOf({ secret, verifierId, scopeId }) };
  return { signals, inputs: { ...signals, secret } };
}

/** In the order of the verifying key. */
export function pseudonymSignals({ verifierId, scopeId, contextHash, pseudonym }: PseudonymSignals): bigint[] {
  return [verifierId, scopeId, contextHash, pseudonym];
}
