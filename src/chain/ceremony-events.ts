import type { Point } from "../crypto/babyjubjub.ts";
import type { CeremonyTerms } from "./ceremonies.ts";
import type { Chain } from "./contracts.ts";
import { unknown } from "./sending/errors.ts";
import { loggedOf, readEvents, type Logged, type LoggedEvent } from "./reading/events.ts";
import { toPoint } from "./reading/words.ts";

export interface CeremonyCreated extends Logged, CeremonyTerms {
  readonly creator: string;
}

export interface TrusteeRegistered extends Logged {
  readonly index: number;
  readonly trustee: string;
  readonly recipientKey: Point;
  readonly nonce: Point;
  readonly response: bigint;
}

export interface DealingCommitted extends Logged {
  readonly index: number;
  readonly dealingHash: string;
}

export interface DealingAccepted extends Logged {
  readonly index: number;
  /** D_m as sent: A_m = 8·D_m. */
  readonly commitments: Point[];
  /** As sent: for each trustee 8 proof words, R.x, R.y, c. */
  readonly shares: bigint[];
}

export async function readCeremonyCreated(chain: Chain, ceremonyId: bigint): Promise<CeremonyCreated> {
  const [event] = await ceremonyEvents(chain, ceremonyId, "CeremonyCreated");
  if (event === undefined) throw unknown("UnknownCeremony", { ceremonyId });
  const { args } = event;
  return {
    ...loggedOf(event),
    creator: args["creator"] as string,
    trustees: [...(args["trustees"] as string[])],
    threshold: Number(args["threshold"]),
    registerBy: Number(args["registerBy"]),
    commitBy: Number(args["commitBy"]),
    dealBy: Number(args["dealBy"]),
  };
}

export async function readRegistrations(chain: Chain, ceremonyId: bigint): Promise<TrusteeRegistered[]> {
  const events = await ceremonyEvents(chain, ceremonyId, "TrusteeRegistered");
  return events.map((event) => ({
    ...loggedOf(event),
    index: Number(event.args["index"]),
    trustee: event.args["trustee"] as string,
    recipientKey: toPoint(event.args["recipientKey"] as bigint[]),
    nonce: toPoint(event.args["nonce"] as bigint[]),
    response: event.args["response"] as bigint,
  }));
}

export async function readCommitments(chain: Chain, ceremonyId: bigint): Promise<DealingCommitted[]> {
  const events = await ceremonyEvents(chain, ceremonyId, "DealingCommitted");
  return events.map((event) => ({
    ...loggedOf(event),
    index: Number(event.args["index"]),
    dealingHash: event.args["dealingHash"] as string,
  }));
}

export async function readDealings(chain: Chain, ceremonyId: bigint): Promise<DealingAccepted[]> {
  const events = await ceremonyEvents(chain, ceremonyId, "DealingAccepted");
  return events.map((event) => ({
    ...loggedOf(event),
    index: Number(event.args["index"]),
    commitments: (event.args["commitments"] as bigint[][]).map(toPoint),
    shares: [...(event.args["shares"] as bigint[])],
  }));
}

function ceremonyEvents(chain: Chain, ceremonyId: bigint, name: string): Promise<LoggedEvent[]> {
  return readEvents({ chain, contract: chain.contracts.ceremonies, name, indexed: [ceremonyId] });
}
