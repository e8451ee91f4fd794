import { readAttested, readRevoked, readWithdrawn } from "../../chain/attestation-events.ts";
import type { AttestationRecord } from "../../chain/attestations.ts";
import type { Logged } from "../../chain/reading/events.ts";
import { latestBlock } from "../../chain/time.ts";
import type { Chain } from "../chain-session.ts";
import type { AttestationStatus } from "../verifier/attestation-status.ts";

/** Among the words of a recorded presentation. */
const NOW_WORD = 9;

/**
 * As `attestationStatus`, from all that was ever recorded under the policy: the node does not learn whose attestation is meant, nor,
 * asked about several policies, which pseudonyms are one person's. As long as a policy has no more than some ten thousand.
 */
export async function quietStatus(input: {
  chain: Chain;
  policyId: bigint;
  pseudonym: bigint;
}): Promise<AttestationStatus> {
  const { chain, policyId, pseudonym } = input;
  const { number: toBlock, timestamp: now } = await latestBlock(chain);
  const all = { policyId, toBlock };
  const [attested, withdrawn, revoked] = await Promise.all([
    readAttested(chain, all),
    readWithdrawn(chain, all),
    readRevoked(chain, all),
  ]);
  const isOwn = (event: { readonly pseudonym: bigint }): boolean => event.pseudonym === pseudonym;
  const last = attested.findLast(isOwn);
  if (last === undefined) return { state: "none", record: undefined };
  const withdrawal = withdrawn.findLast((event) => isOwn(event) && isAfter(event, last));
  const record: AttestationRecord = {
    provenAt: withdrawal?.time ?? Number(last.item[NOW_WORD]),
    attestedAt: last.attestedAt,
    expiresAt: last.expiresAt,
    withdrawn: withdrawal !== undefined,
    revoked: revoked.some(isOwn),
  };
  return { state: stateOf(record, now), record };
}

function isAfter(event: Logged, other: Logged): boolean {
  if (event.blockNumber !== other.blockNumber) return event.blockNumber > other.blockNumber;
  return event.logIndex > other.logIndex;
}

function stateOf({ revoked, withdrawn, expiresAt }: AttestationRecord, now: number): AttestationStatus["state"] {
  if (revoked) return "revoked";
  if (withdrawn) return "withdrawn";
  return now < expiresAt ? "valid" : "expired";
}
