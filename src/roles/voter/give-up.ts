import { rm } from "node:fs/promises";
import { PsephosError } from "../../errors.ts";
import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import { verifyBatch } from "../../proofs/verify.ts";
import { ballotSignals } from "../../protocol/ballot.ts";
import { ciphertextsFrom, PROOF_WORDS } from "../../protocol/words.ts";
import type { OpenElection } from "../open-election.ts";
import { alreadyCast } from "./booth.ts";
import type { CastSearch } from "./cast-search.ts";
import { dropSent, isWithRelayer, openSent, type SentBallot } from "./sent-ballot.ts";

export type BallotCheck = (ballot: SentBallot, election: OpenElection) => Promise<boolean>;

/**
 * Gives up a ballot that can never be counted, with its receipt, so that its voter can make a new one. Only what is certain: no relayer took
 * it, the chain has none of this voter, and its proof is false under the key and the terms by which the contract judges, for ever. A whole
 * one is BALLOT_ON_ITS_WAY, whoever refused it: a second one beside it might be outrun by it, and its receipt would look like fraud.
 */
export async function giveUpBallot(input: {
  receiptFile: string;
  election: OpenElection;
  isCast: CastSearch;
  canCount?: BallotCheck;
}): Promise<void> {
  const { receiptFile, election, isCast, canCount = provesItself } = input;
  const ballot = await openSent(receiptFile);
  if (await isCast(ballot.receipt.nullifier)) throw alreadyCast();
  if ((await isWithRelayer(receiptFile)) || (await canCount(ballot, election))) throw onItsWay();
  await dropSent(receiptFile);
  await rm(receiptFile, { force: true });
}

/** As the contract would judge. */
const provesItself: BallotCheck = async ({ receipt: { nullifier }, words }, { terms, capacity }) => {
  const ciphertexts = ciphertextsFrom(words.slice(PROOF_WORDS + 1), "ballot");
  const { verifyingKey } = await loadVerifyingKey({ circuit: `ballot-${capacity}` });
  const proof = { words: words.slice(0, PROOF_WORDS), signals: ballotSignals(terms, { nullifier, ciphertexts }) };
  return (await verifyBatch({ key: verifyingKey, proofs: [proof] })).ok;
};

export function onItsWay(): PsephosError {
  return new PsephosError(
    "BALLOT_ON_ITS_WAY",
    "A ballot of yours left this device already. It counts once; follow it by its receipt.",
  );
}
