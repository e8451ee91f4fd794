import type { Enrolled } from "../../chain/enrolment-events.ts";
import type { EnrolmentRecord } from "../../chain/enrolments.ts";
import { readIssuerKeysRemoved, readStatusPublished } from "../../chain/issuer-events.ts";
import { PsephosError } from "../../errors.ts";
import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import { PROOF_WORD_COUNT } from "../../proofs/proof.ts";
import { verifyMany } from "../../proofs/verify-many.ts";
import { enrolmentContext } from "../../protocol/credential/context.ts";
import type { PolicyTerms } from "../../protocol/credential/policy-terms.ts";
import type { Chain } from "../chain-session.ts";
import { openPublishedPolicy } from "../published-policy.ts";

/** Proof, context, trust root, now, pseudonym, disclosure hash. */
const ITEM_WORDS = PROOF_WORD_COUNT + 5;

/**
 * Refuses commitments that did not enrol by proof: a node can show any commitment as enrolled, and a roll would let it vote. Each
 * must have a proof of its own, for itself, under the enrolment's policy, in its time, of its own person, and on a trust root of the registry.
 */
export async function requireProven(input: {
  chain: Chain;
  enrolment: EnrolmentRecord;
  enrolled: readonly Enrolled[];
  /** As of which the registry is read. */
  block: number;
}): Promise<void> {
  const { chain, enrolment, enrolled, block } = input;
  if (enrolled.length === 0) return;
  const [{ terms }, roots] = await Promise.all([
    openPublishedPolicy({ chain, policyId: enrolment.policyId }),
    trustRoots(chain, block),
  ]);
  const stated = enrolled.filter((each) => isOwn(each, { chain, enrolment, terms }) && roots.has(each.item[9]!));
  const bad = new Set(enrolled.filter((each) => !stated.includes(each)).map(({ position }) => position));
  for (const at of await wrongProofs(stated, terms)) bad.add(stated[at]!.position);
  if (new Set(enrolled.map(({ pseudonym }) => pseudonym)).size !== enrolled.length)
    throw refused("somebody is enrolled twice");
  if (bad.size > 0) throw refused(`${bad.size} of ${enrolled.length} are not proved`, [...bad]);
}

/** Bound to this commitment in this enrolment, and proven while it was open; what is not in `item` the proof does not cover. */
function isOwn(
  { item, pseudonym, commitment }: Enrolled,
  { chain, enrolment, terms }: { chain: Chain; enrolment: EnrolmentRecord; terms: PolicyTerms },
): boolean {
  const { enrolmentId, opensAt, closesAt } = enrolment;
  const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.enrolments };
  const [context, , now, owner] = item.slice(PROOF_WORD_COUNT);
  return (
    item.length === ITEM_WORDS &&
    context === enrolmentContext({ ...place, enrolmentId, commitment }) &&
    owner === pseudonym &&
    now! >= opensAt - terms.maxClockSkew &&
    now! < closesAt
  );
}

async function wrongProofs(enrolled: readonly Enrolled[], terms: PolicyTerms): Promise<readonly number[]> {
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: terms.circuit });
  const proofs = enrolled.map(({ item }) => ({
    words: item.slice(0, PROOF_WORD_COUNT),
    signals: [terms.policyHash, ...item.slice(PROOF_WORD_COUNT)],
  }));
  return (await verifyMany({ key, proofs })).bad;
}

/** All that the registry ever had. Whether one was recent enough then, the contract judged, and auditors judge again. */
async function trustRoots(chain: Chain, toBlock: number): Promise<Set<bigint>> {
  const [published, removed] = await Promise.all([
    readStatusPublished(chain, { toBlock }),
    readIssuerKeysRemoved(chain, { toBlock }),
  ]);
  return new Set([...published, ...removed].map(({ trustRoot }) => trustRoot));
}

function refused(reason: string, positions: readonly number[] = []): PsephosError {
  const message = `Of this enrolment no roll was made: ${reason}. Ask another node, and compare: psephos audit attestations.`;
  return new PsephosError("PROOF_INVALID", message, { detail: { positions } });
}
