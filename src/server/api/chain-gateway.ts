import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";

/** Questions in one request; more are asked in several. */
export const MAX_CHAIN_BATCH = 20;
/** Signed transactions and calls with a batch of ballots in them, in hexadecimal. */
const BODY_BYTES = 1_048_576;

const version = z.literal("2.0");
const id = z.union([z.int(), z.string().max(100)]);

const chainQuestion = z
  .strictObject({ jsonrpc: version, id, method: z.string().max(60), params: z.array(z.unknown()).max(4).optional() })
  .meta({ id: "ChainQuestion", description: "JSON-RPC 2.0." });

const chainAnswer = z
  .union([
    z.strictObject({ jsonrpc: version, id, result: z.unknown() }),
    z.strictObject({
      jsonrpc: version,
      id,
      error: z.strictObject({ code: z.int(), message: z.string(), data: z.unknown().optional() }),
    }),
  ])
  .meta({ id: "ChainAnswer", description: "JSON-RPC 2.0." });

export type ChainQuestion = z.output<typeof chainQuestion>;
export type ChainAnswer = z.output<typeof chainAnswer>;

export const askChain = defineEndpoint({
  name: "askChain",
  method: "POST",
  path: "/v1/chain",
  tag: "Chain",
  summary: "Asks this service's node of the chain (JSON-RPC 2.0).",
  description: `For browsers, which reach no node of their own. Methods are those that reading records and sending one's own signed transactions take: eth_blockNumber, eth_call (to a contract), eth_chainId, eth_estimateGas, eth_feeHistory, eth_gasPrice, eth_getBalance, eth_getBlockByHash, eth_getBlockByNumber, eth_getCode, eth_getLogs (of the deployment's contracts, 10,000 blocks at a time, both ends as numbers), eth_getTransactionByHash, eth_getTransactionCount, eth_getTransactionReceipt, eth_maxPriorityFeePerGas, eth_sendRawTransaction; on local chains anvil_setBalance, for test coins, and web3_clientVersion. At most ${MAX_CHAIN_BATCH} in a batch, each counted. Refusals of the node, and of this gateway once it could read the question, come as JSON-RPC errors with status 200. **The operator sees what you ask, and could answer wrongly**: a node of your own tells nobody, and believes nobody.`,
  cost: "chain",
  body: z.union([chainQuestion, z.array(chainQuestion).min(1).max(MAX_CHAIN_BATCH)]),
  bodyBytes: BODY_BYTES,
  success: { status: 200, body: z.union([chainAnswer, z.array(chainAnswer)]) },
  problems: ["BUSY", "CHAIN_UNREACHABLE"],
});
