import type { Point } from "../crypto/babyjubjub.ts";
import type { ElectionConfig } from "./elections.ts";
import {
  eventOf,
  indexedOf,
  send,
  sentOf,
  type Sender,
  type Sent,
  type SentWithReceipt,
} from "./sending/transactions.ts";
import { flatten } from "./reading/words.ts";

interface ElectionCall extends Sender {
  readonly electionId: bigint;
}

export async function createElection({
  chain,
  account,
  config,
}: Sender & { config: ElectionConfig }): Promise<Sent & { electionId: bigint }> {
  const contract = chain.contracts.elections;
  const sent = await send({ connection: chain, account, contract, name: "createElection", args: [config] });
  return { ...sentOf(sent), electionId: eventOf(sent, contract, "ElectionCreated")["electionId"] as bigint };
}

export async function cancelElection(call: ElectionCall): Promise<Sent> {
  return sentOf(await sendElection(call, "cancelElection", []));
}

/** `partials`: D_k for each option of the capacity; `proof`: its 8 words. Anyone may send it. */
export interface PartialsCall extends ElectionCall {
  readonly trusteeIndex: number;
  readonly partials: readonly Point[] | readonly bigint[];
  readonly proof: readonly bigint[];
}

export async function submitKeyTest(call: PartialsCall): Promise<Sent> {
  return sentOf(await sendElection(call, "submitKeyTest", [call.trusteeIndex, flatten(call.partials), call.proof]));
}

export async function submitPartialDecryption(call: PartialsCall): Promise<Sent> {
  const args = [call.trusteeIndex, flatten(call.partials), call.proof];
  return sentOf(await sendElection(call, "submitPartialDecryption", args));
}

export interface CastOutcome extends Sent {
  /** How many ballots were accepted; the others' nullifiers had been used before. */
  readonly accepted: number;
  /** Of the accepted ballots, in order. */
  readonly nullifiers: readonly bigint[];
}

/** Casts ballots in one transaction; each is 8 proof words, nullifier, 4 words an option. */
export async function castBallots(
  call: ElectionCall & { ballots: readonly (readonly bigint[])[] },
): Promise<CastOutcome> {
  const sent = await sendElection(call, "cast", [call.ballots.flat()]);
  const contract = call.chain.contracts.elections;
  const nullifiers = indexedOf(sent, { contract, name: "BallotCast", position: 2 });
  return { ...sentOf(sent), accepted: nullifiers.length, nullifiers };
}

/** `partials`: for each of `trusteeIndices`, which ascend, the points that it submitted. Anyone may send it. */
export interface ResultCall extends ElectionCall {
  readonly counts: readonly bigint[];
  readonly trusteeIndices: readonly number[];
  readonly partials: readonly (readonly Point[])[];
}

export async function publishResult(call: ResultCall): Promise<Sent> {
  const args = [call.counts, call.trusteeIndices, call.partials.flatMap((points) => flatten(points))];
  return sentOf(await sendElection(call, "publishResult", args));
}

function sendElection(
  { chain, account, electionId }: ElectionCall,
  name: string,
  args: unknown[],
): Promise<SentWithReceipt> {
  return send({ connection: chain, account, contract: chain.contracts.elections, name, args: [electionId, ...args] });
}
