import { isAttested, readAttestation, type AttestationRecord } from "../../chain/attestations.ts";
import { translating } from "../../chain/sending/errors.ts";
import type { Chain } from "../chain-session.ts";

export interface AttestationStatus {
  readonly state: "valid" | "expired" | "withdrawn" | "revoked" | "none";
  /** Undefined if there never was one. */
  readonly record: AttestationRecord | undefined;
}

/** The yes or no for a department's system, with the reason for a no. Both answers are of one block. */
export async function attestationStatus(input: {
  chain: Chain;
  policyId: bigint;
  pseudonym: bigint;
}): Promise<AttestationStatus> {
  const block = await translating(input.chain.provider.getBlockNumber());
  const [isValid, record] = await Promise.all([isAttested({ ...input, block }), readAttestation({ ...input, block })]);
  return { state: isValid ? "valid" : whyNot(record), record };
}

function whyNot(record: AttestationRecord | undefined): AttestationStatus["state"] {
  if (record === undefined) return "none";
  if (record.revoked) return "revoked";
  return record.withdrawn ? "withdrawn" : "expired";
}
