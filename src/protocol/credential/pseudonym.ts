import { poseidon } from "../../crypto/poseidon.ts";
import type { Brand } from "../brand.ts";
import type { Secret } from "../identity.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** The same for one person in one scope of one verifier; nobody without the secret can compute it or link two of them. */
export type Pseudonym = Brand<bigint, "Pseudonym">;

/** Poseidon4(TAG_PSEUDONYM, secret, verifierId, scopeId). */
export function pseudonymOf(input: { secret: Secret; verifierId: bigint; scopeId: bigint }): Pseudonym {
  const { secret, verifierId, scopeId } = input;
  return poseidon([CREDENTIAL_TAG.PSEUDONYM, secret, verifierId, scopeId]) as Pseudonym;
}
