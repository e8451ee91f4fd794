import { FetchRequest, JsonRpcProvider, Network, type JsonRpcPayload, type JsonRpcResult } from "ethers";
import { PsephosError } from "../errors.ts";
import { requirePrecompiles } from "./precompiles.ts";

/** Chains that run on one machine for trying things out: forgeable keys and time travel are for them alone. */
export const LOCAL_CHAIN_IDS: readonly number[] = [31337, 1337];

/** A chain that answers, has the precompiles, and is the one that was asked for. */
export interface Connection {
  readonly url: string;
  readonly chainId: number;
  readonly isLocal: boolean;
  readonly provider: JsonRpcProvider;
  /** Stops polling; the connection cannot be used afterwards. */
  close(): void;
}

export interface ConnectOptions {
  readonly url: string;
  readonly expectedChainId?: number;
}

const ANSWER_TIMEOUT_MS = 30_000;
const LOCAL_POLL_MS = 50;
const POLL_MS = 2_000;

export async function connect({ url, expectedChainId }: ConnectOptions): Promise<Connection> {
  const chainId = await askChainId(url);
  if (expectedChainId !== undefined && chainId !== expectedChainId) {
    const message = `The chain at ${shown(url)} has the id ${chainId}, not ${expectedChainId}. Give the URL of the right chain.`;
    throw new PsephosError("CHAIN_ID_MISMATCH", message, { detail: { actual: chainId, expected: expectedChainId } });
  }
  const isLocal = LOCAL_CHAIN_IDS.includes(chainId);
  const provider = createProvider({ url, chainId, isLocal });
  try {
    await requirePrecompiles(provider);
  } catch (error) {
    provider.destroy();
    throw error;
  }
  return { url, chainId, isLocal, provider, close: () => provider.destroy() };
}

/** To a node that does not answer now: nothing was asked of it, so whoever believes what it says later has to ask for its chain first. */
export function connectUnasked({ url, chainId }: { url: string; chainId: number }): Connection {
  const isLocal = LOCAL_CHAIN_IDS.includes(chainId);
  const provider = createProvider({ url, chainId, isLocal });
  return { url, chainId, isLocal, provider, close: () => provider.destroy() };
}

function createProvider({
  url,
  chainId,
  isLocal,
}: {
  url: string;
  chainId: number;
  isLocal: boolean;
}): JsonRpcProvider {
  const request = new FetchRequest(url);
  request.timeout = ANSWER_TIMEOUT_MS;
  const network = Network.from(chainId);
  const provider = new PlainJsonProvider(request, network, {
    staticNetwork: network,
    // A cached answer would be wrong the moment after a transaction.
    cacheTimeout: -1,
    batchMaxCount: 1,
  });
  provider.pollingInterval = isLocal ? LOCAL_POLL_MS : POLL_MS;
  return provider;
}

/** ethers turns text into bytes and back one character at a time: a batch's call data and its receipt take it longer than the chain. */
class PlainJsonProvider extends JsonRpcProvider {
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const request = this._getConnection();
    request.body = new TextEncoder().encode(JSON.stringify(payload));
    request.setHeader("content-type", "application/json");
    const response = await request.send();
    response.assertOk();
    const answer = JSON.parse(new TextDecoder().decode(response.body ?? new Uint8Array())) as
      JsonRpcResult | JsonRpcResult[];
    return Array.isArray(answer) ? answer : [answer];
  }
}

/** Asked without ethers, whose provider goes on asking a chain that is not there. */
async function askChainId(url: string): Promise<number> {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw new PsephosError("USAGE", "The address of the chain must be a URL such as http://127.0.0.1:8545.");
  }
  let answer: unknown;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    answer = await response.json();
  } catch (cause) {
    const message = `No chain answers at ${shown(url)}. Start it, for a local one with "psephos chain start", or give another URL.`;
    throw new PsephosError("CHAIN_UNREACHABLE", message, { cause });
  }
  const result = typeof answer === "object" && answer !== null ? (answer as { result?: unknown }).result : undefined;
  if (typeof result !== "string" || !/^0x[0-9a-f]{1,13}$/i.test(result)) {
    throw new PsephosError(
      "CHAIN_UNREACHABLE",
      `What answers at ${shown(url)} is not an Ethereum JSON-RPC endpoint. Give another URL.`,
    );
  }
  return Number(result);
}

/** URLs of providers hold keys in their path or user: only the host is shown. */
function shown(url: string): string {
  return new URL(url).host;
}
