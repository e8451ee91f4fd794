import { scopeIdOf, verifierIdOf } from "../credential/policy-hash.ts";
import type { ContextHash } from "../credential/context.ts";
import type { ProofWords } from "../words.ts";

/** A proof of the circuit `pseudonym`: whoever made it holds the pseudonym's secret and meant this context. */
export interface SubjectClaim {
  /** The circuit's public signals, in its order. */
  readonly signals: readonly [verifierId: bigint, scopeId: bigint, contextHash: ContextHash, pseudonym: bigint];
  readonly proof: ProofWords;
}

export function subjectClaim(input: {
  verifier: string;
  scope: string;
  contextHash: ContextHash;
  pseudonym: bigint;
  proof: ProofWords;
}): SubjectClaim {
  const { contextHash, pseudonym, proof } = input;
  return { signals: [verifierIdOf(input), scopeIdOf(input), contextHash, pseudonym], proof };
}
