import { z } from "zod";
import { PROGRAM_LIMIT_CODE } from "./limits.ts";
import { isOfContracts, isShort, logs, MAX_LOG_BLOCKS } from "./logs.ts";
import { address, block, hash, quantity } from "./words.ts";

const MAX_DATA_DIGITS = 1_000_000;

const data = z
  .string()
  .max(2 + MAX_DATA_DIGITS)
  .regex(/^0x[0-9a-f]*$/i)
  .refine((text) => text.length % 2 === 0);

/** More than any of these contracts takes, and than a block has: nodes run a question for as long as its gas lasts. */
const MAX_GAS = 50_000_000;
const gas = quantity.refine((text) => Number(text) <= MAX_GAS);

/** To a contract that is there: code of the asker's own, run for nothing, is no question that the portal has. */
const call = z.strictObject({
  ...{ from: address.optional(), to: address, data: data.optional(), input: data.optional() },
  ...{
    value: quantity.optional(),
    nonce: quantity.optional(),
    gas: gas.optional(),
    gasPrice: quantity.optional(),
  },
  ...{ maxFeePerGas: quantity.optional(), maxPriorityFeePerGas: quantity.optional() },
  ...{ type: quantity.optional(), chainId: quantity.optional(), accessList: z.array(z.never()).optional() },
});

/** What `psephos account new` gives on a local chain, in wei: the one sum that may be set, so that nobody empties another's account. */
const TEST_COINS = `0x${(10_000n * 10n ** 18n).toString(16)}`;

/** What browsers may ask, with the form of the parameters. Reading, and handing over what is signed already. */
const METHODS: Readonly<Record<string, z.ZodType>> = {
  eth_blockNumber: z.tuple([]),
  eth_call: z.tuple([call, block]),
  eth_chainId: z.tuple([]),
  eth_estimateGas: z.union([z.tuple([call]), z.tuple([call, block])]),
  eth_feeHistory: z.tuple([z.union([quantity, z.int().min(1).max(1024)]), block, z.array(z.number()).max(10)]),
  eth_gasPrice: z.tuple([]),
  eth_getBalance: z.tuple([address, block]),
  eth_getBlockByHash: z.tuple([hash, z.literal(false)]),
  eth_getBlockByNumber: z.tuple([block, z.literal(false)]),
  eth_getCode: z.tuple([address, block]),
  eth_getLogs: z.tuple([logs]),
  eth_getTransactionByHash: z.tuple([hash]),
  eth_getTransactionCount: z.tuple([address, block]),
  eth_getTransactionReceipt: z.tuple([hash]),
  eth_maxPriorityFeePerGas: z.tuple([]),
  eth_sendRawTransaction: z.tuple([data]),
};

const LOCAL_METHODS: Readonly<Record<string, z.ZodType>> = {
  anvil_setBalance: z.tuple([address, z.literal(TEST_COINS)]),
  // By which clients know that the chain is one for trying out.
  web3_clientVersion: z.tuple([]),
};

interface Asked {
  readonly method: string;
  readonly params?: readonly unknown[] | undefined;
}

/** What refusals depend on. */
export interface AskedChain {
  readonly isLocal: boolean;
  /** Whose logs are given; lower case. */
  readonly contracts: ReadonlySet<string>;
}

export interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** Why this question is not put to the node, as JSON-RPC names it; undefined when it is. */
export function refusalOf({ method, params = [] }: Asked, { isLocal, contracts }: AskedChain): Refusal | undefined {
  const known = isLocal ? { ...METHODS, ...LOCAL_METHODS } : METHODS;
  const form = Object.hasOwn(known, method) ? known[method] : undefined;
  if (form === undefined) return { code: -32601, message: "This gateway does not pass on this method." };
  if (!form.safeParse(params).success) return { code: -32602, message: `These are not the parameters of ${method}.` };
  return method === "eth_getLogs" ? refusalOfLogs(logs.parse(params[0]), contracts) : undefined;
}

function refusalOfLogs(asked: z.output<typeof logs>, contracts: AskedChain["contracts"]): Refusal | undefined {
  if (!isOfContracts(asked, contracts))
    return { code: -32602, message: "This gateway gives logs of this deployment's contracts alone." };
  if (isShort(asked)) return undefined;
  const message = `Ask for ${MAX_LOG_BLOCKS} blocks at a time at most, with both ends as numbers.`;
  return { code: PROGRAM_LIMIT_CODE, message };
}
