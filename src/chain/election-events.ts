import type { Point } from "../crypto/babyjubjub.ts";
import type { OptionCapacity } from "../protocol/params.ts";
import type { Chain } from "./contracts.ts";
import { toConfig, type ElectionConfig } from "./elections.ts";
import { unknown } from "./sending/errors.ts";
import { loggedOf, readEvents, type EventQuestion, type Logged, type LoggedEvent } from "./reading/events.ts";
import { toPoint, toPoints } from "./reading/words.ts";

export interface ElectionCreated extends Logged {
  readonly creator: string;
  readonly config: ElectionConfig;
  readonly rollRoot: bigint;
  readonly electionKey: Point;
  readonly optionCapacity: OptionCapacity;
}

export interface BallotCast extends Logged {
  /** Order of acceptance, from 0. */
  readonly index: number;
  readonly nullifier: bigint;
  /** As sent: 8 proof words, nullifier, 4 words an option. */
  readonly words: bigint[];
}

export interface PartialsAccepted extends Logged {
  readonly trusteeIndex: number;
  readonly partials: Point[];
  readonly proof: bigint[];
}

export interface ResultPublished extends Logged {
  readonly counts: bigint[];
  readonly trusteeIndices: number[];
}

export async function readElectionCreated(chain: Chain, electionId: bigint): Promise<ElectionCreated> {
  const [event] = await electionEvents({ chain, electionId, name: "ElectionCreated" });
  if (event === undefined) throw unknown("UnknownElection", { electionId });
  const { args } = event;
  return {
    ...loggedOf(event),
    creator: args["creator"] as string,
    config: toConfig(args["config"] as Parameters<typeof toConfig>[0]),
    rollRoot: args["rollRoot"] as bigint,
    electionKey: toPoint(args["electionKey"] as bigint[]),
    optionCapacity: Number(args["optionCapacity"]) as OptionCapacity,
  };
}

export type BlockRange = Pick<EventQuestion, "fromBlock" | "toBlock" | "onProgress">;

/** Accepted ballots in the order of acceptance. */
export async function readBallots(chain: Chain, electionId: bigint, range: BlockRange = {}): Promise<BallotCast[]> {
  const events = await electionEvents({ chain, electionId, name: "BallotCast", range });
  return events.map((event) => ({
    ...loggedOf(event),
    index: Number(event.args["index"]),
    nullifier: event.args["nullifier"] as bigint,
    words: [...(event.args["ballot"] as bigint[])],
  }));
}

export function readKeyTests(chain: Chain, electionId: bigint, range: BlockRange = {}): Promise<PartialsAccepted[]> {
  return partialsEvents({ chain, electionId, name: "KeyTestPassed", range });
}

export function readPartialDecryptions(
  chain: Chain,
  electionId: bigint,
  range: BlockRange = {},
): Promise<PartialsAccepted[]> {
  return partialsEvents({ chain, electionId, name: "PartialDecryptionAccepted", range });
}

/** Null before the result is published. */
export async function readResultPublished(
  chain: Chain,
  electionId: bigint,
  range: BlockRange = {},
): Promise<ResultPublished | null> {
  const [event] = await electionEvents({ chain, electionId, name: "ResultPublished", range });
  if (event === undefined) return null;
  return {
    ...loggedOf(event),
    counts: [...(event.args["counts"] as bigint[])],
    trusteeIndices: (event.args["trusteeIndices"] as bigint[]).map(Number),
  };
}

/** Null unless the election was cancelled. */
export async function readElectionCancelled(
  chain: Chain,
  electionId: bigint,
  range: BlockRange = {},
): Promise<Logged | null> {
  const [event] = await electionEvents({ chain, electionId, name: "ElectionCancelled", range });
  return event === undefined ? null : loggedOf(event);
}

interface ElectionQuestion {
  readonly chain: Chain;
  readonly electionId: bigint;
  readonly name: string;
  readonly range?: BlockRange;
}

async function partialsEvents(question: ElectionQuestion): Promise<PartialsAccepted[]> {
  const events = await electionEvents(question);
  return events.map((event) => ({
    ...loggedOf(event),
    trusteeIndex: Number(event.args["trusteeIndex"]),
    partials: toPoints(event.args["partials"] as bigint[]),
    proof: [...(event.args["proof"] as bigint[])],
  }));
}

function electionEvents({ chain, electionId, name, range = {} }: ElectionQuestion): Promise<LoggedEvent[]> {
  return readEvents({ chain, contract: chain.contracts.elections, name, indexed: [electionId], ...range });
}
