import { AbiCoder, ZeroAddress, ZeroHash } from "ethers";
import { isAttested, readAttestation, type Attested } from "../../chain/attestations.ts";
import { readEasRecord, type EasMirror, type EasRecord } from "../../chain/eas.ts";
import { latestBlock } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import type { Chain } from "../chain-session.ts";

/** Why a record of EAS says nothing about an attestation, or no longer does. */
export type EasFault =
  "missing" | "schema" | "attester" | "recipient" | "reference" | "expired" | "revoked" | "not in the registry";

export type EasVerdict =
  | ({ readonly isValid: true; readonly expiresAt: number } & Attested)
  | { readonly isValid: false; readonly fault: EasFault };

/**
 * Whether a record of the Ethereum Attestation Service counts, and of whom it speaks. EAS's own "valid" means that a record
 * exists; this asks all that it leaves out, and the registry besides, which knows of a withdrawal before EAS does. All answers
 * are of one block.
 */
export async function checkEasRecord(input: { chain: Chain; mirror: EasMirror; uid: string }): Promise<EasVerdict> {
  const { chain, mirror, uid } = input;
  const { number: block, timestamp: now } = await latestBlock(chain);
  const record = await readEasRecord({ mirror, uid, block });
  const fault = easFault({ record, mirror, now });
  if (fault !== undefined) return { isValid: false, fault };
  const { provenAt, ...attested } = contentOf(record);
  const [isValid, current] = await Promise.all([
    isAttested({ chain, block, ...attested }),
    readAttestation({ chain, block, ...attested }),
  ]);
  if (!isValid || BigInt(current?.provenAt ?? 0) !== provenAt) return { isValid: false, fault: "not in the registry" };
  return { isValid: true, expiresAt: record.expirationTime, ...attested };
}

/** What is wrong with the record alone. `now`, unix seconds: the second of expiry is past it. */
export function easFault(input: {
  record: EasRecord;
  mirror: Pick<EasMirror, "address" | "schemaUid">;
  now: number;
}): EasFault | undefined {
  const { record, mirror, now } = input;
  if (record.uid === ZeroHash) return "missing";
  if (record.schema !== mirror.schemaUid) return "schema";
  if (record.attester !== mirror.address) return "attester";
  if (record.recipient !== ZeroAddress) return "recipient";
  if (record.refUid !== ZeroHash) return "reference";
  if (now >= record.expirationTime) return "expired";
  return record.revocationTime === 0 ? undefined : "revoked";
}

function contentOf({ data, uid }: EasRecord): Attested & { provenAt: bigint } {
  try {
    const [policyId, pseudonym, provenAt] = AbiCoder.defaultAbiCoder().decode(["uint256", "uint256", "uint64"], data);
    return { policyId: policyId as bigint, pseudonym: pseudonym as bigint, provenAt: provenAt as bigint };
  } catch (cause) {
    const message = `The record ${uid} does not hold what its schema says. Ask who runs this Attestation Service.`;
    throw new PsephosError("CHAIN_UNSUPPORTED", message, { cause });
  }
}
