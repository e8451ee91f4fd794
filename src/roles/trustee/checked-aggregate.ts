import { keccak256, toBeHex } from "ethers";
import { readBallots } from "../../chain/election-events.ts";
import { readAggregate } from "../../chain/elections.ts";
import { finalBlock } from "../../chain/finality.ts";
import { equals } from "../../crypto/babyjubjub.ts";
import type { Ciphertext } from "../../crypto/elgamal.ts";
import { PsephosError } from "../../errors.ts";
import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import type { ProgressListener } from "../../proofs/prover.ts";
import { verifyMany } from "../../proofs/verify-many.ts";
import { aggregateOf, ballotSignals } from "../../protocol/ballot.ts";
import { ciphertextWords, parseBallot, type Ballot } from "../../protocol/words.ts";
import type { Chain } from "../chain-session.ts";
import type { OpenElection } from "../open-election.ts";

export interface CheckedAggregate {
  readonly aggregate: readonly Ciphertext[];
  readonly ballotCount: number;
  /** Names this one sum in the key file. */
  readonly hash: string;
}

/**
 * The sum of all accepted ballots, added up here from the chain's log after every proof was verified again. A trustee that opened whatever
 * it was shown would be an oracle: one ballot alone, or a sum with one ballot less, betrays that ballot.
 */
export async function checkedAggregate(input: {
  chain: Chain;
  election: OpenElection;
  onProgress?: ProgressListener;
}): Promise<CheckedAggregate> {
  const { chain, election, onProgress } = input;
  const { record, capacity, terms } = election;
  await requireFinalClose({ chain, closesAt: record.config.closesAt });
  const events = await readBallots(chain, record.electionId);
  const ballots = events.map(({ words }) => parseBallot(words, capacity));
  await requireValidBallots({ ballots, election, ...(onProgress === undefined ? {} : { onProgress }) });
  const { electionKey } = terms;
  const aggregate = aggregateOf({ electionKey, capacity, ballots: ballots.map(({ ciphertexts }) => ciphertexts) });
  const claimed = await readAggregate(chain, record.electionId);
  if (ballots.length !== record.accepted || !sameCiphertexts(aggregate, claimed)) {
    throw untrusted("it is not the sum of the ballots in the chain's log");
  }
  return { aggregate, ballotCount: ballots.length, hash: aggregateHash(aggregate) };
}

/** Until the close is final, a reorganised chain could show another sum, and two opened sums betray their difference. */
async function requireFinalClose({ chain, closesAt }: { chain: Chain; closesAt: number }): Promise<void> {
  const block = await chain.provider.getBlock(await finalBlock(chain));
  if (block !== null && block.timestamp >= closesAt) return;
  throw new PsephosError(
    "PHASE_WRONG",
    "The close of voting is not final on this chain yet. Try again in some minutes.",
  );
}

async function requireValidBallots(input: {
  ballots: readonly Ballot[];
  election: OpenElection;
  onProgress?: ProgressListener;
}): Promise<void> {
  const { ballots, election, onProgress } = input;
  const nullifiers = new Set(ballots.map(({ nullifier }) => nullifier));
  if (nullifiers.size !== ballots.length) throw untrusted("a voter is counted twice in it");
  if (ballots.length === 0) return;
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: `ballot-${election.capacity}` });
  const proofs = ballots.map((ballot) => ({ words: ballot.proof, signals: ballotSignals(election.terms, ballot) }));
  const verdict = await verifyMany({ key, proofs, ...(onProgress === undefined ? {} : { onProgress }) });
  if (!verdict.ok) throw untrusted(`the proofs of ${verdict.bad.length} ballots are wrong`);
}

function sameCiphertexts(left: readonly Ciphertext[], right: readonly Ciphertext[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ c1, c2 }, option) => {
      const other = right[option];
      return other !== undefined && equals(c1, other.c1) && equals(c2, other.c2);
    })
  );
}

function aggregateHash(aggregate: readonly Ciphertext[]): string {
  return keccak256(
    `0x${ciphertextWords(aggregate)
      .map((word) => toBeHex(word, 32).slice(2))
      .join("")}`,
  );
}

function untrusted(reason: string): PsephosError {
  return new PsephosError(
    "AGGREGATE_UNTRUSTED",
    `The encrypted sum was not opened: ${reason}. Try another --rpc address, and tell the organizer and the other trustees.`,
  );
}
