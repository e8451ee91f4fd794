import {
  FetchRequest,
  isError,
  JsonRpcProvider,
  Network,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
} from "ethers";
import { PsephosError } from "../errors.ts";
import { requirePrecompiles } from "./precompiles.ts";
import { toPsephosError } from "./sending/errors.ts";

/**
 * A chain that runs on one machine for trying things out, which alone gets forgeable keys, accounts that everybody knows and time travel,
 * has the id of such chains and a node that is made for them. Either alone is not certain: institutions number their chains as they like.
 */
const LOCAL_CHAIN_ID = 31337;
const LOCAL_CLIENT = /^(?:anvil|HardhatNetwork)\//;

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
  /** Questions of the same moment that go as one request, where whoever answers is known to take several; 1 unless told. */
  readonly questionsTogether?: number;
}

const ANSWER_TIMEOUT_MS = 30_000;
const LOCAL_POLL_MS = 50;
const POLL_MS = 2_000;

export async function connect({ url, expectedChainId, questionsTogether = 1 }: ConnectOptions): Promise<Connection> {
  const chainId = await askChainId(url);
  if (expectedChainId !== undefined && chainId !== expectedChainId) {
    const message = `The chain at ${shown(url)} has the id ${chainId}, not ${expectedChainId}. Give the URL of the right chain.`;
    throw new PsephosError("CHAIN_ID_MISMATCH", message, { detail: { actual: chainId, expected: expectedChainId } });
  }
  const isLocal = chainId === LOCAL_CHAIN_ID && LOCAL_CLIENT.test(await askClient(url));
  const provider = createProvider({ url, chainId, isLocal, questionsTogether });
  try {
    await requirePrecompiles(provider);
  } catch (error) {
    provider.destroy();
    throw error;
  }
  return { url, chainId, isLocal, provider, close: () => provider.destroy() };
}

/**
 * To a node that does not answer now: nothing was asked of it, so whoever believes what it says later has to ask for its chain first.
 * Whether that chain is local, another node of it said.
 */
export function connectUnasked({ url, chainId, isLocal, questionsTogether }: KnownChain): Connection {
  const provider = createProvider({ url, chainId, isLocal, questionsTogether });
  return { url, chainId, isLocal, provider, close: () => provider.destroy() };
}

type KnownChain = Pick<Connection, "url" | "chainId" | "isLocal"> & Pick<ConnectOptions, "questionsTogether">;

function createProvider({ url, chainId, isLocal, questionsTogether = 1 }: KnownChain): JsonRpcProvider {
  const request = new FetchRequest(url);
  request.timeout = ANSWER_TIMEOUT_MS;
  const network = Network.from(chainId);
  const provider = new PlainJsonProvider(request, network, {
    staticNetwork: network,
    // A cached answer would be wrong the moment after a transaction.
    cacheTimeout: -1,
    batchMaxCount: questionsTogether,
  });
  provider.pollingInterval = isLocal ? LOCAL_POLL_MS : POLL_MS;
  return provider;
}

/** In no batch: what is long would push the rest out of it, and what is sent must not fail with what is asked beside it. */
const ALONE: ReadonlySet<string> = new Set(["eth_getLogs", "eth_sendRawTransaction"]);

/**
 * ethers turns text into bytes and back one character at a time: a batch's call data and its receipt take it longer than the chain. And
 * whatever keeps an answer from coming is told here, for all who ask, by the codes that programs and people know.
 */
class PlainJsonProvider extends JsonRpcProvider {
  #alone = 0;

  override async send(method: string, params: unknown[] | Record<string, unknown>): Promise<unknown> {
    if (!ALONE.has(method)) return await super.send(method, params);
    const payload: JsonRpcPayload = { jsonrpc: "2.0", id: (this.#alone += 1), method, params };
    const answers: readonly (JsonRpcResult | JsonRpcError)[] = await this._send(payload);
    const answer = answers.find(({ id }) => id === payload.id);
    if (answer === undefined) throw unanswered(undefined);
    if ("error" in answer) throw this.getRpcError(payload, answer);
    return answer.result;
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const answers = await this.#ask(payload).catch((error: unknown) => {
      throw unanswered(error);
    });
    // ethers would go on without a code of ours. Of a batch, whoever asked it looks what is missing.
    if (!Array.isArray(payload) && !answers.some(({ id }) => id === payload.id)) throw unanswered(undefined);
    return answers;
  }

  async #ask(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const request = this._getConnection();
    request.body = new TextEncoder().encode(JSON.stringify(payload));
    request.setHeader("content-type", "application/json");
    const response = await request.send();
    response.assertOk();
    const answer = JSON.parse(new TextDecoder().decode(response.body ?? new Uint8Array())) as unknown;
    return [answer].flat().filter((each): each is JsonRpcResult => typeof each === "object" && each !== null);
  }
}

/** Of the way to the node and back: nothing of what the chain says is among it. */
function unanswered(cause: unknown): PsephosError {
  if (isError(cause, "TIMEOUT")) return toPsephosError(cause);
  const message = "The chain gives no answer that can be read. Check that its node runs, then try again.";
  return new PsephosError("CHAIN_UNREACHABLE", message, { cause });
}

/** Asked without ethers, whose provider goes on asking a chain that is not there. */
async function askChainId(url: string): Promise<number> {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw new PsephosError("USAGE", "The address of the chain must be a URL such as http://127.0.0.1:8545.");
  }
  const result = await ask(url, "eth_chainId").catch((cause: unknown) => {
    const message = `No chain answers at ${shown(url)}. Start it, for a local one with "psephos chain start", or give another URL.`;
    throw new PsephosError("CHAIN_UNREACHABLE", message, { cause });
  });
  if (typeof result !== "string" || !/^0x[0-9a-f]{1,13}$/i.test(result)) {
    throw new PsephosError(
      "CHAIN_UNREACHABLE",
      `What answers at ${shown(url)} is not an Ethereum JSON-RPC endpoint. Give another URL.`,
    );
  }
  return Number(result);
}

/** What the node says that it is; nothing where it does not say. */
async function askClient(url: string): Promise<string> {
  const client = await ask(url, "web3_clientVersion").catch(() => undefined);
  return typeof client === "string" ? client : "";
}

async function ask(url: string, method: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] }),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  const answer: unknown = await response.json();
  return typeof answer === "object" && answer !== null ? (answer as { result?: unknown }).result : undefined;
}

/** URLs of providers hold keys in their path or user: only the host is shown. */
function shown(url: string): string {
  return new URL(url).host;
}
