import { read, type Chain } from "./contracts.ts";
import type { BlockRange } from "./election-events.ts";
import { loggedOf, readEvents, type Logged } from "./reading/events.ts";
import { eventOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";

/** Size and root that an append-only log had at a time. */
export interface LogAnchor {
  /** Entries; 0 before the first anchor. */
  readonly size: number;
  /** Unix seconds. */
  readonly anchoredAt: number;
  /** RFC 9162 tree head, 0x and 64 digits. */
  readonly root: string;
}

/** The sender becomes the log's operator. `name`: 1 to 255 bytes. */
export async function openLog({ chain, account, name }: Sender & { name: string }): Promise<Sent & { logId: bigint }> {
  const contract = chain.contracts.logs;
  const sent = await send({ connection: chain, account, contract, name: "openLog", args: [name] });
  return { ...sentOf(sent), logId: eventOf(sent, contract, "LogOpened")["logId"] as bigint };
}

/** By the operator; the size must have grown. */
export async function anchorLog({
  chain,
  account,
  logId,
  size,
  root,
}: Sender & { logId: bigint; size: number; root: string }): Promise<Sent> {
  const contract = chain.contracts.logs;
  return sentOf(await send({ connection: chain, account, contract, name: "anchor", args: [logId, size, root] }));
}

export async function readLatestAnchor(chain: Chain, logId: bigint): Promise<LogAnchor> {
  const call = { contract: chain.contracts.logs, name: "latest", args: [logId] };
  const { size, anchoredAt, root } = await read<{ size: bigint; anchoredAt: bigint; root: string }>(call);
  return { size: Number(size), anchoredAt: Number(anchoredAt), root };
}

export function readLogOperator(chain: Chain, logId: bigint): Promise<string> {
  return read({ contract: chain.contracts.logs, name: "operator", args: [logId] });
}

export interface LogOpened extends Logged {
  readonly logId: bigint;
  readonly operator: string;
  readonly name: string;
}

export async function readLogsOpened(chain: Chain, range: BlockRange = {}): Promise<LogOpened[]> {
  const events = await readEvents({ chain, contract: chain.contracts.logs, name: "LogOpened", indexed: [], ...range });
  return events.map((event) => ({
    ...loggedOf(event),
    logId: event.args["logId"] as bigint,
    operator: event.args["operator"] as string,
    name: event.args["name"] as string,
  }));
}

export interface Anchored extends Logged {
  readonly size: number;
  readonly root: string;
}

/** Every anchor of a log, in order. */
export async function readAnchors(chain: Chain, logId: bigint, range: BlockRange = {}): Promise<Anchored[]> {
  const contract = chain.contracts.logs;
  const events = await readEvents({ chain, contract, name: "Anchored", indexed: [logId], ...range });
  return events.map((event) => ({
    ...loggedOf(event),
    size: Number(event.args["size"]),
    root: event.args["root"] as string,
  }));
}
