import type { Contract } from "ethers";
import type { Chain } from "../contracts.ts";
import { isDisconnected, toPsephosError, translating } from "../sending/errors.ts";
import { decodeEvent } from "./arguments.ts";

/** Where and when something was logged. */
export interface Logged {
  readonly blockNumber: number;
  /** Place among the block's logs. */
  readonly logIndex: number;
  readonly transactionHash: string;
  /** Time of the block, unix seconds. */
  readonly time: number;
}

export interface EventQuestion {
  readonly chain: Chain;
  readonly contract: Contract;
  readonly name: string;
  /** The indexed arguments to match, in order. */
  readonly indexed: readonly unknown[];
  /** Inclusive; the deployment's block unless told. */
  readonly fromBlock?: number;
  /** Inclusive; the latest unless told. */
  readonly toBlock?: number;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface LoggedEvent extends Logged {
  readonly args: Readonly<Record<string, unknown>>;
}

/** Most nodes answer for this many blocks at once; a refusal halves the range. */
const CHUNK_BLOCKS = 10_000;
/** Blocks asked about at a time: a slow line waits once for all of them, and a node is not flooded. */
const BLOCKS_TOGETHER = 20;

/** Events of our own contract in the order of the chain. Logs of other addresses are never asked for. */
export async function readEvents(question: EventQuestion): Promise<LoggedEvent[]> {
  const { chain, contract, name, indexed, onProgress } = question;
  const first = question.fromBlock ?? chain.deployment.block;
  const last = question.toBlock ?? (await translating(chain.provider.getBlockNumber()));
  const filter = contract.filters[name]!(...indexed);
  const times = new Map<number, number>();
  const events: LoggedEvent[] = [];
  let size = CHUNK_BLOCKS;
  for (let from = first; from <= last;) {
    const to = Math.min(last, from + size - 1);
    const logs = await contract.queryFilter(filter, from, to).catch((error: unknown) => {
      if (from === to || isDisconnected(error)) throw toPsephosError(error);
      return undefined;
    });
    if (logs === undefined) {
      size = Math.max(1, (to - from + 1) >> 1);
      continue;
    }
    await learnTimes({ chain, blocks: new Set(logs.map(({ blockNumber }) => blockNumber)), times });
    for (const log of logs) {
      const time = times.get(log.blockNumber)!;
      const { args } = decodeEvent(contract.interface, log)!;
      const { blockNumber, index: logIndex, transactionHash } = log;
      events.push({ args, blockNumber, logIndex, transactionHash, time });
    }
    onProgress?.({ done: to - first + 1, total: last - first + 1 });
    from = to + 1;
  }
  return events;
}

async function learnTimes({
  chain,
  blocks,
  times,
}: {
  chain: Chain;
  blocks: ReadonlySet<number>;
  times: Map<number, number>;
}): Promise<void> {
  const unknown = [...blocks].filter((block) => !times.has(block));
  for (let from = 0; from < unknown.length; from += BLOCKS_TOGETHER) {
    const asked = unknown.slice(from, from + BLOCKS_TOGETHER).map(async (number) => {
      const block = await translating(chain.provider.getBlock(number));
      times.set(number, block?.timestamp ?? 0);
    });
    await Promise.all(asked);
  }
}

export function loggedOf({ blockNumber, logIndex, transactionHash, time }: LoggedEvent): Logged {
  return { blockNumber, logIndex, transactionHash, time };
}
