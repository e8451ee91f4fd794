import { encodeBytes32String } from "ethers";
import { revokeAttestation as sendRevocation } from "../../chain/attestations.ts";
import { readPolicy } from "../../chain/policies.ts";
import { PsephosError } from "../../errors.ts";
import type { Account, Chain } from "../chain-session.ts";

const REASON = /^[a-z0-9]([a-z0-9-]{0,29}[a-z0-9])?$/;

/**
 * Ends an attestation for good. The reason goes on chain, so it is a short code of the department's own list, and never text or the
 * hash of a decision: whoever can guess a document finds it by its hash.
 */
export async function revokeAttestation(input: {
  chain: Chain;
  account: Account;
  policyId: bigint;
  pseudonym: bigint;
  /** 1 to 31 of a–z, 0–9 and inner hyphens, such as `false-statement`. */
  reason: string;
}): Promise<{ transactionHash: string }> {
  const { chain, account, policyId, pseudonym, reason } = input;
  if (!REASON.test(reason)) {
    throw new PsephosError(
      "ARGUMENT_INVALID",
      "The reason must be a code of 1 to 31 small letters, digits and inner hyphens. It is public: no personal data.",
    );
  }
  if (!(await readPolicy(chain, policyId)).terms.revocable) {
    throw new PsephosError(
      "CONTRACT_REFUSED",
      `Policy ${policyId} promises that the department does not revoke attestations.`,
    );
  }
  const { transactionHash } = await sendRevocation({
    ...{ chain, account, policyId, pseudonym },
    reason: encodeBytes32String(reason),
  });
  return { transactionHash };
}
