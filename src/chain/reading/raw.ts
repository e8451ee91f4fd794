import { toQuantity, type JsonRpcProvider } from "ethers";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { translating } from "../sending/errors.ts";

/** A log as a node gives it; hex in lower case. */
export interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly transactionIndex: number;
  /** Place among the block's logs. */
  readonly logIndex: number;
}

export interface BlockHeader {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  /** Unix seconds. */
  readonly time: number;
}

const quantity = z
  .string()
  .regex(/^0x[0-9a-f]{1,13}$/i)
  .transform(Number);
const hash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/i)
  .transform((text) => text.toLowerCase());
const bytes = z.string().regex(/^0x(?:[0-9a-f]{2})*$/i);

// Not strict: nodes add members of their own.
const logs = z.array(
  z.object({
    address: z
      .string()
      .regex(/^0x[0-9a-f]{40}$/i)
      .transform((text) => text.toLowerCase()),
    topics: z.array(hash).max(4),
    data: bytes,
    blockNumber: quantity,
    blockHash: hash,
    transactionHash: hash,
    transactionIndex: quantity,
    logIndex: quantity,
    removed: z.literal(false).optional(),
  }),
);
const header = z
  .object({ number: quantity, hash, parentHash: hash, timestamp: quantity })
  .transform(({ timestamp, ...rest }): BlockHeader => ({ ...rest, time: timestamp }));

export interface LogQuestion {
  readonly provider: Pick<JsonRpcProvider, "send">;
  /** Lower case. */
  readonly addresses: readonly string[];
  /** Inclusive. */
  readonly fromBlock: number;
  /** Inclusive. */
  readonly toBlock: number;
}

/**
 * Every log of these contracts in the order of the chain, in one question. An answer with logs that were not asked for, or twice the same
 * one, is refused; one that lacks logs cannot be told from a right one here.
 */
export async function readRawLogs({ provider, addresses, fromBlock, toBlock }: LogQuestion): Promise<RawLog[]> {
  const question = { address: addresses, fromBlock: toQuantity(fromBlock), toBlock: toQuantity(toBlock) };
  const answer = parse(logs, await ask(provider, "eth_getLogs", [question]));
  const asked = new Set(addresses);
  const seen = new Set<string>();
  for (const { address, blockNumber, logIndex } of answer) {
    const place = `${blockNumber}:${logIndex}`;
    if (!asked.has(address) || blockNumber < fromBlock || blockNumber > toBlock || seen.has(place)) throw senseless();
    seen.add(place);
  }
  return answer.sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}

/** Undefined if the node has no such block. */
export async function readHeader(
  provider: LogQuestion["provider"],
  block: number | "latest",
): Promise<BlockHeader | undefined> {
  const tag = block === "latest" ? block : toQuantity(block);
  const answer = parse(header.nullable(), await ask(provider, "eth_getBlockByNumber", [tag, false]));
  if (answer !== null && block !== "latest" && answer.number !== block) throw senseless();
  return answer ?? undefined;
}

/** Asked anew: what stands behind a URL may change. */
export async function readChainId(provider: LogQuestion["provider"]): Promise<number> {
  return parse(quantity, await ask(provider, "eth_chainId", []));
}

function ask(provider: LogQuestion["provider"], method: string, params: unknown[]): Promise<unknown> {
  return translating(provider.send(method, params) as Promise<unknown>);
}

function parse<Out>(schema: z.ZodType<Out>, answer: unknown): Out {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw senseless(parsed.error);
  return parsed.data;
}

function senseless(cause?: unknown): PsephosError {
  const message = "The node's answer makes no sense. If that goes on, use another node.";
  return new PsephosError("CHAIN_UNREACHABLE", message, { cause });
}
