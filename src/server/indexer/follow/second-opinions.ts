import type { Store } from "../../store/store.ts";
import { digestOf } from "./rows.ts";
import type { Node } from "./node.ts";

/** Blocks that the index holds and the first node calls final. */
export interface FinalRange {
  readonly addresses: readonly string[];
  readonly fromBlock: number;
  readonly toBlock: number;
  /** Of `toBlock`, as the first node says. */
  readonly hash: string;
}

/** "behind": the other node does not have these blocks yet. */
export type Opinion = "agrees" | "differs" | "behind";

/** Whether another node has the same block at the end of a range, and the same logs of our contracts in all of it. */
export async function opinionOf(store: Store, node: Node, range: FinalRange): Promise<Opinion> {
  const { addresses, fromBlock, toBlock, hash } = range;
  if ((await node.chainId()) !== node.chain.chainId) return "differs";
  const header = await node.header(toBlock);
  if (header === undefined) return "behind";
  if (header.hash !== hash) return "differs";
  const [logs, rows] = await Promise.all([
    node.logs({ addresses, fromBlock, toBlock }),
    store.database
      .selectFrom("events")
      .select(["block_number", "log_index", "digest", "address"])
      .where("block_number", ">=", fromBlock)
      .where("block_number", "<=", toBlock)
      .orderBy("block_number")
      .orderBy("log_index")
      .execute(),
  ]);
  const asked = new Set(addresses);
  const ours = rows.filter(({ address }) => asked.has(address)).map(({ digest }) => digest);
  const theirs = logs.map(digestOf);
  const same = ours.length === theirs.length && ours.every((digest, index) => digest === theirs[index]);
  return same ? "agrees" : "differs";
}
