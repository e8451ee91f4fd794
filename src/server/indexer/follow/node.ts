import type { Chain } from "../../../chain/contracts.ts";
import { finalBlock, type Finality } from "../../../chain/finality.ts";
import { readChainId, readHeader, readRawLogs, type BlockHeader, type RawLog } from "../../../chain/reading/raw.ts";
import { PsephosError } from "../../../errors.ts";

/** What an indexer asks of a node. Each answer comes within a bounded time or not at all. */
export interface Node {
  readonly chain: Chain;
  chainId(): Promise<number>;
  head(): Promise<BlockHeader>;
  /** Undefined if the node has no such block. */
  header(block: number): Promise<BlockHeader | undefined>;
  /** Both ends inclusive. */
  logs(range: { addresses: readonly string[]; fromBlock: number; toBlock: number }): Promise<RawLog[]>;
  finalBlock(): Promise<number>;
}

export interface NodeOptions extends Finality {
  readonly answerMs: number;
  readonly signal?: AbortSignal | undefined;
}

export function nodeOf(chain: Chain, { answerMs, signal, ...finality }: NodeOptions): Node {
  const { provider } = chain;
  const within = <T>(answer: Promise<T>): Promise<T> => answeredWithin(answer, { answerMs, signal });
  return {
    chain,
    chainId: () => within(readChainId(provider)),
    head: async () => {
      const header = await within(readHeader(provider, "latest"));
      if (header === undefined) throw new PsephosError("CHAIN_UNREACHABLE", "The chain has no latest block yet.");
      return header;
    },
    header: (block) => within(readHeader(provider, block)),
    logs: (range) => within(readRawLogs({ provider, ...range })),
    finalBlock: () => within(finalBlock(chain, finality)),
  };
}

/** The library below repeats questions to a busy node for minutes; here the next round asks anew. */
export async function answeredWithin<T>(answer: Promise<T>, { answerMs, signal }: NodeOptions): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => {
    reject(new PsephosError("CHAIN_TIMEOUT", "The node did not answer in time. If that goes on, use another node."));
  };
  const timer = setTimeout(giveUp, answerMs);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}
