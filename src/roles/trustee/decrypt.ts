import { submitKeyTest, submitPartialDecryption } from "../../chain/elections.ts";
import type { Point } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { decryptionSignals, partiallyDecrypt } from "../../protocol/decryption.ts";
import { keyTestPoints } from "../../protocol/scope.ts";
import type { Prover } from "../../proofs/prover.ts";
import type { Account, Chain } from "../chain-session.ts";
import { requireElectionPhase, type OpenElection } from "../open-election.ts";
import { proveChecked } from "../prove-checked.ts";
import type { CheckedAggregate } from "./checked-aggregate.ts";
import type { TrusteeKey } from "./key-file.ts";
import { keyShareOf, recomputeKeys, requireSameKey } from "./key-share.ts";

interface TrusteeTask {
  readonly chain: Chain;
  readonly account: Account;
  readonly prover: Prover;
  readonly key: TrusteeKey;
  readonly election: OpenElection;
}

/** Shows before the first vote that this trustee's key share works, on a ciphertext that the contract derives. */
export async function testKey(task: TrusteeTask): Promise<{ transactionHash: string }> {
  const { chain, account, key, election } = task;
  const { record, capacity, terms } = election;
  const trusteeIndex = key.seat.index;
  const { electionId } = record;
  requireUntested({ index: trusteeIndex, election });
  const c1 = keyTestPoints({
    chainId: BigInt(chain.chainId),
    contract: chain.deployment.addresses.elections,
    electionId,
    electionKey: terms.electionKey,
    capacity,
  });
  const { partials, proof } = await provePartials({ ...task, c1 });
  return submitKeyTest({ chain, account, electionId, trusteeIndex, partials, proof });
}

/** Posts this trustee's part of the opening. `aggregate` must come from `checkedAggregate`, and its hash be on disk before. */
export async function decrypt(
  task: TrusteeTask & { aggregate: CheckedAggregate },
): Promise<{ transactionHash: string }> {
  const { chain, account, key, election, aggregate } = task;
  const { electionId } = election.record;
  const trusteeIndex = key.seat.index;
  const { partials, proof } = await provePartials({ ...task, c1: aggregate.aggregate.map(({ c1 }) => c1) });
  return submitPartialDecryption({ chain, account, electionId, trusteeIndex, partials, proof });
}

interface Turn {
  /** The trustee's, from 1. */
  readonly index: number;
  readonly election: OpenElection;
}

export function requireUntested({ index, election: { record } }: Turn): void {
  if (record.keyTests.includes(index)) {
    throw new PsephosError("ALREADY_DONE", `Trustee ${index} has passed the key test already.`);
  }
  requireElectionPhase(record, "setup");
}

/** What must hold before any sum is even computed. */
export function requireUndecrypted({ index, election: { record } }: Turn): void {
  if (record.partials.includes(index)) {
    throw new PsephosError("ALREADY_DONE", `Trustee ${index} has sent its part of the opening already.`);
  }
  requireElectionPhase(record, "opening");
}

/** Notes the sum that is about to be opened. A second, different one is refused for good. */
export function withOpened(input: {
  key: TrusteeKey;
  electionId: bigint;
  elections: string;
  hash: string;
}): TrusteeKey {
  const { key, electionId, elections, hash } = input;
  const name = `${elections.toLowerCase()}/${electionId}`;
  const before = key.opened[name];
  if (before !== undefined && before !== hash) {
    throw new PsephosError(
      "AGGREGATE_UNTRUSTED",
      "This key has opened another sum of this election before, and two sums betray their difference. Tell the other trustees.",
    );
  }
  return { ...key, opened: { ...key.opened, [name]: hash } };
}

async function provePartials(task: TrusteeTask & { c1: readonly Point[] }) {
  const { chain, prover, key, election, c1 } = task;
  const { ceremony, record } = election;
  const keys = await recomputeKeys({
    chain,
    ceremonyId: ceremony.ceremonyId,
    trusteeCount: ceremony.trustees.length,
  });
  requireSameKey({ electionKey: record.electionKey, recomputed: keys.electionKey });
  const keyShare = keyShareOf({ key, dealings: keys.dealings });
  const publicShare = keys.publicShares[key.seat.index - 1];
  if (publicShare === undefined) throw new PsephosError("TRUSTEE_UNKNOWN", `There is no trustee ${key.seat.index}.`);
  const { circuit, partials, inputs } = partiallyDecrypt({ keyShare, publicShare, c1 });
  const signals = decryptionSignals({ publicShare, c1, partials });
  const [proof] = await proveChecked({ prover, statements: [{ circuit, inputs: { ...inputs }, signals }] });
  return { partials, proof: proof?.words ?? [] };
}
