import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { AbiCoder, getBytes } from "ethers";
import { createIdentity, PRIVATE_KEY_BYTES, type Identity } from "../identity.ts";

/** One open electorate on one chain. */
export interface EnrolmentPlace {
  readonly chainId: bigint;
  /** Address of the Enrolments contract. */
  readonly contract: string;
  readonly enrolmentId: bigint;
}

const INFO = "psephos.enrolment.v1";

/**
 * The identity under which a holder stands in one open electorate: its private key is HKDF-SHA256 (RFC 5869, no salt) of the
 * holder's, with `abi.encode("psephos.enrolment.v1", chain id, contract, enrolment id)` as info. Its commitment cannot be linked
 * to the holder's, which issuers know, and the backup of the holder's identity is one of this too.
 */
export function enrolmentIdentity(holder: Identity, { chainId, contract, enrolmentId }: EnrolmentPlace): Identity {
  const types = ["string", "uint256", "address", "uint256"];
  const info = getBytes(AbiCoder.defaultAbiCoder().encode(types, [INFO, chainId, contract, enrolmentId]));
  return createIdentity(hkdf(sha256, holder.privateKey, undefined, info, PRIVATE_KEY_BYTES));
}
