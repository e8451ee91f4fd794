import { AbiCoder, keccak256 } from "ethers";
import type { Brand } from "../brand.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** What one presentation is for: it is worth nothing in another context. */
export type ContextHash = Brand<bigint, "ContextHash">;

/** Shown to a service, which drew the nonce and takes each one once. `origin` is that of the service, as browsers tell it. */
export function sessionContext({ origin, nonce }: { origin: string; nonce: string }): ContextHash {
  return hashContext("session", { types: ["string", "string"], values: [origin, nonce] });
}

/** Recorded by a contract; `contract` is the registry's address. */
export function attestationContext({ chainId, contract }: { chainId: bigint; contract: string }): ContextHash {
  return hashContext("attestation", { types: ["uint256", "address"], values: [chainId, contract] });
}

/** Puts a commitment on a roll: nobody on the way can put another one there. */
export function enrolmentContext({ roll, commitment }: { roll: string; commitment: bigint }): ContextHash {
  return hashContext("enrolment", { types: ["string", "uint256"], values: [roll, commitment] });
}

/** `keccak256(abi.encode(TAG_CONTEXT, kind, …)) >> 8`. */
function hashContext(kind: string, { types, values }: { types: string[]; values: unknown[] }): ContextHash {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ["uint256", "string", ...types],
    [CREDENTIAL_TAG.CONTEXT, kind, ...values],
  );
  return (BigInt(keccak256(encoded)) >> 8n) as ContextHash;
}
