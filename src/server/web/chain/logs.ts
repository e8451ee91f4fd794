import { z } from "zod";
import { address, block, hash, quantity } from "./words.ts";

/** As many as readers of this project ask for at once; a refusal makes them ask for fewer. */
export const MAX_LOG_BLOCKS = 10_000;

const MAX_ADDRESSES = 32;
const MAX_TOPICS = 32;

/** Of named contracts: a question about everybody's would read the whole chain. */
export const logs = z.strictObject({
  address: z.union([address, z.array(address).min(1).max(MAX_ADDRESSES)]),
  topics: z
    .array(z.union([z.null(), hash, z.array(hash).min(1).max(MAX_TOPICS)]))
    .max(4)
    .optional(),
  ...{ fromBlock: block.optional(), toBlock: block.optional(), blockHash: hash.optional() },
});

type LogQuestion = z.output<typeof logs>;

/** Whether all addresses are among these, lower case. */
export function isOfContracts({ address: asked }: LogQuestion, contracts: ReadonlySet<string>): boolean {
  return [asked].flat().every((each) => contracts.has(each.toLowerCase()));
}

/** One block, or a range whose both ends are numbers: how many blocks a name such as "latest" adds, only the node knows. */
export function isShort({ fromBlock, toBlock }: LogQuestion): boolean {
  if (fromBlock === toBlock) return true;
  if (fromBlock === undefined || toBlock === undefined) return false;
  if (![fromBlock, toBlock].every((end) => quantity.safeParse(end).success)) return false;
  return BigInt(toBlock) - BigInt(fromBlock) < BigInt(MAX_LOG_BLOCKS);
}
