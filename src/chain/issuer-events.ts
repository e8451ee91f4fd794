import type { Chain } from "./contracts.ts";
import type { BlockRange } from "./election-events.ts";
import type { RegisteredIssuerKey } from "../protocol/credential/issuer-key.ts";
import { toIssuerKey, type StatusFacts } from "./issuers.ts";
import { loggedOf, readEvents, type Logged, type LoggedEvent } from "./reading/events.ts";

export interface DepartmentRegistered extends Logged {
  readonly departmentId: bigint;
  readonly did: string;
  /** Of the registration; it may have changed since. */
  readonly account: string;
}

export interface IssuerKeyRegistered extends Logged, RegisteredIssuerKey {
  readonly keyIndex: number;
}

export interface StatusPublished extends Logged, StatusFacts {
  readonly keyIndex: number;
  readonly trustRoot: bigint;
}

export interface IssuerKeyRemoved extends Logged {
  readonly keyIndex: number;
  readonly compromised: boolean;
  readonly trustRoot: bigint;
}

export async function readDepartments(chain: Chain, range: BlockRange = {}): Promise<DepartmentRegistered[]> {
  const events = await issuerEvents({ chain, name: "DepartmentRegistered", range });
  return events.map((event) => ({
    ...loggedOf(event),
    departmentId: event.args["departmentId"] as bigint,
    did: event.args["did"] as string,
    account: event.args["account"] as string,
  }));
}

/** In the order of the trust tree. */
export async function readIssuerKeys(chain: Chain, range: BlockRange = {}): Promise<IssuerKeyRegistered[]> {
  const events = await issuerEvents({ chain, name: "IssuerKeyRegistered", range });
  return events.map((event) => ({
    ...loggedOf(event),
    ...toIssuerKey(event.args["key"] as Parameters<typeof toIssuerKey>[0]),
    keyIndex: Number(event.args["keyIndex"]),
  }));
}

/** Registrations of keys publish their first status too. */
export async function readStatusPublished(
  chain: Chain,
  { keyIndex, ...range }: BlockRange & { keyIndex?: number } = {},
): Promise<StatusPublished[]> {
  const events = await issuerEvents({ chain, name: "StatusPublished", indexed: [keyIndex ?? null], range });
  return events.map((event) => ({
    ...loggedOf(event),
    keyIndex: Number(event.args["keyIndex"]),
    statusRoot: event.args["statusRoot"] as bigint,
    listsHash: event.args["listsHash"] as string,
    trustRoot: event.args["trustRoot"] as bigint,
  }));
}

export async function readIssuerKeysRemoved(chain: Chain, range: BlockRange = {}): Promise<IssuerKeyRemoved[]> {
  const events = await issuerEvents({ chain, name: "IssuerKeyRemoved", range });
  return events.map((event) => ({
    ...loggedOf(event),
    keyIndex: Number(event.args["keyIndex"]),
    compromised: event.args["compromised"] as boolean,
    trustRoot: event.args["trustRoot"] as bigint,
  }));
}

function issuerEvents(question: {
  chain: Chain;
  name: string;
  indexed?: readonly unknown[];
  range: BlockRange;
}): Promise<LoggedEvent[]> {
  const { chain, name, indexed = [], range } = question;
  return readEvents({ chain, contract: chain.contracts.issuers, name, indexed, ...range });
}
