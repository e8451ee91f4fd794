import type { BlockHeader, RawLog } from "../../../chain/reading/raw.ts";
import { PsephosError } from "../../../errors.ts";
import type { Store } from "../../store/store.ts";
import type { Node } from "./node.ts";
import { rowsOf } from "./rows.ts";
import type { Cursor } from "./state.ts";
import { withAuthorities, type WatchedContract } from "./watched.ts";
import type { ReadRange } from "./write-range.ts";

export interface RangeQuestion {
  readonly store: Store;
  readonly node: Node;
  readonly contracts: ReadonlyMap<string, WatchedContract>;
  readonly after: Cursor;
  readonly toBlock: number;
  /** The range ends with the block that brings it to this many. */
  readonly maxEvents: number;
}

/** Headers asked for at once. */
const CHUNK = 16;

/**
 * What our contracts logged in the blocks after `after`, all of one chain: each log's block, the end and the beginning are looked at
 * again after the logs. Rejects if they moved meanwhile.
 */
export async function readRange(question: RangeQuestion): Promise<ReadRange> {
  const { store, node, after, maxEvents } = question;
  const fromBlock = after.cursor_block + 1;
  const known = await governorsOf(store);
  const contracts = withAuthorities(question.contracts, known);
  const asked = await node.logs({ addresses: [...contracts.keys()], fromBlock, toBlock: question.toBlock });
  const kept = cut(asked, maxEvents);
  const toBlock = kept.length < asked.length ? kept.at(-1)!.blockNumber : question.toBlock;
  const named = newGovernors(kept, contracts);
  const logs = [...kept, ...(await logsOfNew(node, named, toBlock))].sort(inOrder);
  const numbers = [...new Set([...logs.map(({ blockNumber }) => blockNumber), toBlock])].sort((a, b) => a - b);
  const headers = await headersOf(node, numbers);
  const [end, beginning] = await Promise.all([node.header(toBlock), node.header(after.cursor_block)]);
  const hashes = new Map(headers.map(({ number, hash }) => [number, hash]));
  const moved =
    logs.some(({ blockNumber, blockHash }) => hashes.get(blockNumber) !== blockHash) ||
    end?.hash !== hashes.get(toBlock) ||
    beginning?.hash !== after.cursor_hash;
  if (moved) throw movedMeanwhile();
  return { fromBlock, headers, rows: rowsOf(logs, withAuthorities(contracts, named.keys())) };
}

/** Who was governor or was to become it, as far as the index knows. */
export async function governorsOf(store: Store): Promise<string[]> {
  const rows = await store.database.selectFrom("governor_changes").select("next").distinct().execute();
  return rows.map(({ next }) => next);
}

/** Whole blocks, so that a range ends between two. */
function cut(logs: readonly RawLog[], maxEvents: number): readonly RawLog[] {
  const last = logs[maxEvents - 1]?.blockNumber;
  return last === undefined ? logs : logs.filter(({ blockNumber }) => blockNumber <= last);
}

/** By address, with the block from which their logs count. */
function newGovernors(
  logs: readonly RawLog[],
  contracts: ReadonlyMap<string, WatchedContract>,
): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  const ours = logs.filter(({ address }) => contracts.get(address)?.label === "issuers");
  for (const { row, log } of ours.map((log) => ({
    row: rowsOf([log], contracts).typed.get("governor_changes")?.[0],
    log,
  }))) {
    if (row === undefined) continue;
    const { next } = row as { next: string };
    if (!contracts.has(next) && !named.has(next)) named.set(next, log.blockNumber);
  }
  return named;
}

async function logsOfNew(node: Node, named: ReadonlyMap<string, number>, toBlock: number): Promise<RawLog[]> {
  const asked = [...named].map(([address, fromBlock]) => node.logs({ addresses: [address], fromBlock, toBlock }));
  return (await Promise.all(asked)).flat();
}

async function headersOf(node: Node, numbers: readonly number[]): Promise<BlockHeader[]> {
  const headers: BlockHeader[] = [];
  for (let at = 0; at < numbers.length; at += CHUNK) {
    const found = await Promise.all(numbers.slice(at, at + CHUNK).map((number) => node.header(number)));
    for (const header of found) {
      if (header === undefined) throw movedMeanwhile();
      headers.push(header);
    }
  }
  return headers;
}

function inOrder(a: RawLog, b: RawLog): number {
  return a.blockNumber - b.blockNumber || a.logIndex - b.logIndex;
}

function movedMeanwhile(): PsephosError {
  const message =
    "The node's logs and blocks do not belong together. Usually its chain moved meanwhile, and the next try succeeds.";
  return new PsephosError("CHAIN_UNREACHABLE", message);
}
