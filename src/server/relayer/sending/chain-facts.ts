import type { Chain } from "../../../chain/contracts.ts";
import type { FeeMarket } from "../../../chain/sending/fees.ts";
import { askAgain } from "../../../chain/sending/ask-again.ts";
import { PsephosError } from "../../../errors.ts";

/** What a sender knows of the chain and its account, all asked at once. */
export interface ChainFacts {
  readonly head: {
    readonly number: number;
    readonly hash: string;
    readonly parentHash: string;
    /** Unix seconds. */
    readonly timestamp: number;
    readonly gasLimit: bigint;
  };
  readonly market: FeeMarket;
  /** Nonces below are used in mined transactions. */
  readonly minedNonce: number;
  /** The first nonce that neither a mined transaction nor one that waits at the node uses. */
  readonly pendingNonce: number;
  /** Wei. */
  readonly balance: bigint;
}

export interface FactsReader {
  /** Asked now. */
  fresh(): Promise<ChainFacts>;
  /** At most a second old: what a batch is judged by before the chain judges it. */
  recent(): Promise<ChainFacts>;
}

const RECENT_MS = 1_000;

export function factsReader(chain: Chain, address: string): FactsReader {
  let latest: { readonly facts: ChainFacts; readonly at: number } | undefined;
  const fresh = async (): Promise<ChainFacts> => {
    // Once the node is in trouble, or turns out to be another chain's, what it said before counts no more.
    latest = undefined;
    const facts = await readFacts(chain, address);
    latest = { facts, at: performance.now() };
    return facts;
  };
  return {
    fresh,
    recent: async () =>
      latest !== undefined && performance.now() - latest.at < RECENT_MS ? latest.facts : await fresh(),
  };
}

interface RawBlock {
  readonly number: string;
  readonly hash: string;
  readonly parentHash: string;
  readonly timestamp: string;
  readonly gasLimit: string;
  readonly baseFeePerGas?: string;
}

async function readFacts(chain: Chain, address: string): Promise<ChainFacts> {
  const ask = <T>(method: string, ...params: unknown[]): Promise<T> =>
    askAgain(() => chain.provider.send(method, params) as Promise<T>);
  const [chainId, block, gasPrice, mined, pending, balance] = await Promise.all([
    ask<string>("eth_chainId"),
    ask<RawBlock | null>("eth_getBlockByNumber", "latest", false),
    ask<string>("eth_gasPrice"),
    ask<string>("eth_getTransactionCount", address, "latest"),
    ask<string>("eth_getTransactionCount", address, "pending"),
    ask<string>("eth_getBalance", address, "latest"),
  ]);
  requireChainId(chain, Number(chainId));
  if (block === null) throw new PsephosError("CHAIN_UNREACHABLE", "The chain has no latest block. Try again later.");
  const baseFee = block.baseFeePerGas === undefined ? undefined : BigInt(block.baseFeePerGas);
  return {
    head: {
      number: Number(block.number),
      hash: block.hash,
      parentHash: block.parentHash,
      timestamp: Number(block.timestamp),
      gasLimit: BigInt(block.gasLimit),
    },
    market: { baseFee, gasPrice: BigInt(gasPrice) },
    minedNonce: Number(mined),
    pendingNonce: Math.max(Number(pending), Number(mined)),
    balance: BigInt(balance),
  };
}

/** An address may come to lead to another chain: what is said there would be taken for this one's word. */
export function requireChainId({ chainId: expected }: Chain, actual: number): void {
  if (actual === expected) return;
  const message = `The node answers for chain ${actual}, not ${expected}. Give the URL of the right chain.`;
  throw new PsephosError("CHAIN_ID_MISMATCH", message, { detail: { actual, expected } });
}

export async function readMinedNonce({ provider }: Chain, address: string): Promise<number> {
  return await askAgain(() => provider.getTransactionCount(address, "latest"));
}
