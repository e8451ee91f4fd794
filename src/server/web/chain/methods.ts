import { z } from "zod";

const MAX_DATA_DIGITS = 1_000_000;
const MAX_ADDRESSES = 32;

const address = z.string().regex(/^0x[0-9a-f]{40}$/i);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/i);
const quantity = z.string().regex(/^0x(0|[1-9a-f][0-9a-f]{0,63})$/i);
const block = z.union([quantity, z.enum(["latest", "earliest", "pending", "safe", "finalized"])]);
const data = z
  .string()
  .max(2 + MAX_DATA_DIGITS)
  .regex(/^0x[0-9a-f]*$/i)
  .refine((text) => text.length % 2 === 0);

/** More than any of these contracts takes, and than a block has: nodes run a question for as long as its gas lasts. */
const MAX_GAS = 50_000_000;
const gas = quantity.refine((text) => Number(text) <= MAX_GAS);

const call = z.strictObject({
  ...{ from: address.optional(), to: address.optional(), data: data.optional(), input: data.optional() },
  ...{
    value: quantity.optional(),
    nonce: quantity.optional(),
    gas: gas.optional(),
    gasPrice: quantity.optional(),
  },
  ...{ maxFeePerGas: quantity.optional(), maxPriorityFeePerGas: quantity.optional() },
  ...{ type: quantity.optional(), chainId: quantity.optional(), accessList: z.array(z.never()).optional() },
});

/** Of named contracts: a question about everybody's would read the whole chain. */
const logs = z.strictObject({
  address: z.union([address, z.array(address).min(1).max(MAX_ADDRESSES)]),
  topics: z
    .array(z.union([z.null(), hash, z.array(hash).min(1).max(MAX_ADDRESSES)]))
    .max(4)
    .optional(),
  ...{ fromBlock: block.optional(), toBlock: block.optional(), blockHash: hash.optional() },
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
};

/** Why this question is not put to the node, as JSON-RPC names it; undefined when it is. */
export function refusalOf(
  { method, params = [] }: { readonly method: string; readonly params?: readonly unknown[] | undefined },
  isLocal: boolean,
): { readonly code: number; readonly message: string } | undefined {
  const known = isLocal ? { ...METHODS, ...LOCAL_METHODS } : METHODS;
  const form = Object.hasOwn(known, method) ? known[method] : undefined;
  if (form === undefined) return { code: -32601, message: "This gateway does not pass on this method." };
  if (form.safeParse(params).success) return undefined;
  return { code: -32602, message: `These are not the parameters of ${method}.` };
}
