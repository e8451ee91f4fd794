import { readPartialDecryptions } from "../../chain/election-events.ts";
import { publishResult, readAggregate } from "../../chain/elections.ts";
import { readRoll } from "../../chain/rolls.ts";
import { PsephosError } from "../../errors.ts";
import { openResult as computeResult } from "../../protocol/decryption.ts";
import { largestCount } from "../../protocol/rules.ts";
import type { Account, Chain } from "../chain-session.ts";
import { openElection, requireElectionPhase } from "../open-election.ts";

export interface PublishedResult {
  /** By option of the manifest. */
  readonly counts: readonly bigint[];
  readonly trusteeIndices: readonly number[];
  readonly transactionHash: string;
}

/** Combines the trustees' parts, finds the counts and publishes them; the contract checks them. Anyone may. */
export async function openResult(input: {
  chain: Chain;
  account: Account;
  electionId: bigint;
}): Promise<PublishedResult> {
  const { chain, account, electionId } = input;
  const { record, ceremony, terms } = await openElection({ chain, electionId });
  if (record.phase === "opened") {
    throw new PsephosError("ALREADY_DONE", `The result is published. See psephos election show ${electionId}.`);
  }
  requireElectionPhase(record, "opening");
  const [aggregate, decryptions, roll] = await Promise.all([
    readAggregate(chain, electionId),
    readPartialDecryptions(chain, electionId),
    readRoll(chain, record.config.rollId),
  ]);
  const { counts, trusteeIndices } = computeResult({
    aggregate,
    threshold: ceremony.threshold,
    decryptions,
    maxCount: largestCount(terms.rules, { size: roll.size, totalWeight: roll.totalWeight }),
  });
  const partials = trusteeIndices.map(
    (index) => decryptions.find(({ trusteeIndex }) => trusteeIndex === index)?.partials ?? [],
  );
  const { transactionHash } = await publishResult({ chain, account, electionId, counts, trusteeIndices, partials });
  return { counts: counts.slice(0, terms.rules.optionCount), trusteeIndices, transactionHash };
}
