import { keccak256, toUtf8Bytes } from "ethers";
import { CREDENTIAL_TAGS } from "./params.ts";

/** `keccak256(text) >> 8`: a field element, as 2^248 < r. */
export function hashText(text: string): bigint {
  return BigInt(keccak256(toUtf8Bytes(text))) >> 8n;
}

export type CredentialRole = keyof typeof CREDENTIAL_TAGS;

export const CREDENTIAL_TAG: Readonly<Record<CredentialRole, bigint>> = Object.freeze(
  Object.fromEntries(Object.entries(CREDENTIAL_TAGS).map(([role, preimage]) => [role, hashText(preimage)])) as Record<
    CredentialRole,
    bigint
  >,
);
