import type { Chain } from "./contracts.ts";
import type { BlockRange } from "./election-events.ts";
import type { EnrolmentTerms } from "./enrolments.ts";
import { loggedOf, readEvents, type Logged, type LoggedEvent } from "./reading/events.ts";
import { unknown } from "./sending/errors.ts";

export interface EnrolmentOpened extends Logged, EnrolmentTerms {
  readonly enrolmentId: bigint;
  readonly name: string;
}

export interface Enrolled extends Logged {
  readonly pseudonym: bigint;
  readonly commitment: bigint;
  /** Order of enrolment, from 0. */
  readonly position: number;
  /** As sent: 8 proof words, context, trust root, now, pseudonym, disclosure hash. */
  readonly item: bigint[];
}

export async function readEnrolmentOpened(chain: Chain, enrolmentId: bigint): Promise<EnrolmentOpened> {
  const contract = chain.contracts.enrolments;
  const [event] = await readEvents({ chain, contract, name: "EnrolmentOpened", indexed: [enrolmentId] });
  if (event === undefined) throw unknown("UnknownEnrolment", { enrolmentId });
  return toOpened(event);
}

/** Of all departments, in the order of opening. */
export async function readEnrolmentsOpened(chain: Chain, range: BlockRange = {}): Promise<EnrolmentOpened[]> {
  const contract = chain.contracts.enrolments;
  return (await readEvents({ chain, contract, name: "EnrolmentOpened", indexed: [], ...range })).map(toOpened);
}

function toOpened(event: LoggedEvent): EnrolmentOpened {
  const { args } = event;
  return {
    ...loggedOf(event),
    enrolmentId: args["enrolmentId"] as bigint,
    policyId: args["policyId"] as bigint,
    name: args["name"] as string,
    opensAt: Number(args["opensAt"]),
    closesAt: Number(args["closesAt"]),
  };
}

/** In the order of enrolment. */
export async function readEnrolled(chain: Chain, enrolmentId: bigint, range: BlockRange = {}): Promise<Enrolled[]> {
  const contract = chain.contracts.enrolments;
  const events = await readEvents({ chain, contract, name: "Enrolled", indexed: [enrolmentId], ...range });
  return events.map((event) => ({
    ...loggedOf(event),
    pseudonym: event.args["pseudonym"] as bigint,
    commitment: event.args["commitment"] as bigint,
    position: Number(event.args["position"]),
    item: [...(event.args["item"] as bigint[])],
  }));
}
