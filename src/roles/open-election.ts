import { readCeremony, type CeremonyRecord } from "../chain/ceremonies.ts";
import { readElection, type ElectionRecord } from "../chain/elections.ts";
import { PsephosError } from "../errors.ts";
import type { BallotTerms } from "../protocol/ballot.ts";
import type { OptionCapacity } from "../protocol/params.ts";
import { capacityFor, unpackRules } from "../protocol/rules.ts";
import type { RollRoot } from "../protocol/roll.ts";
import { electionScope } from "../protocol/scope.ts";
import type { Chain } from "./chain-session.ts";
import { recomputeKeys, requireSameKey } from "./trustee/key-share.ts";

/** An election with everything that follows from its record, computed here instead of asked for. */
export interface OpenElection {
  readonly record: ElectionRecord;
  readonly ceremony: CeremonyRecord;
  readonly terms: BallotTerms;
  readonly capacity: OptionCapacity;
}

export async function openElection(input: { chain: Chain; electionId: bigint }): Promise<OpenElection> {
  const { chain, electionId } = input;
  const record = await readElection(chain, electionId);
  const ceremony = await readCeremony(chain, record.config.ceremonyId);
  const rules = unpackRules(record.config.rules);
  const scope = electionScope({
    chainId: BigInt(chain.chainId),
    contract: chain.deployment.addresses.elections,
    electionId,
  });
  const terms = { rollRoot: record.rollRoot as RollRoot, scope, rules, electionKey: record.electionKey };
  return { record, ceremony, terms, capacity: capacityFor(rules.optionCount) };
}

/** Also recomputes the election key from the trustees' dealings: a key from elsewhere could open every ballot. */
export async function openCheckedElection(input: { chain: Chain; electionId: bigint }): Promise<OpenElection> {
  const election = await openElection(input);
  const { record, ceremony } = election;
  const { electionKey } = await recomputeKeys({
    chain: input.chain,
    ceremonyId: ceremony.ceremonyId,
    trusteeCount: ceremony.trustees.length,
  });
  requireSameKey({ electionKey: record.electionKey, recomputed: electionKey });
  return election;
}

export function requireElectionPhase(record: ElectionRecord, needed: ElectionRecord["phase"]): void {
  if (record.phase === needed) return;
  throw new PsephosError(
    "PHASE_WRONG",
    `Election ${record.electionId} is in the phase "${record.phase}"; this needs "${needed}". ` +
      `See psephos election show ${record.electionId}.`,
    { detail: { phase: record.phase, needed } },
  );
}
