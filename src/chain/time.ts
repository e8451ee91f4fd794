import { toQuantity } from "ethers";
import { PsephosError } from "../errors.ts";
import type { Connection } from "./provider.ts";

/** Several answers that must agree are asked of one block. `timestamp` is in unix seconds. */
export async function latestBlock({
  provider,
}: Pick<Connection, "provider">): Promise<{ readonly number: number; readonly timestamp: number }> {
  const block = await provider.getBlock("latest");
  if (block === null) throw new PsephosError("CHAIN_UNREACHABLE", "The chain has no latest block. Try again later.");
  return block;
}

/** The chain's clock: time of the latest block, unix seconds. Phases go by it, and never by this machine's clock. */
export async function latestTime(connection: Connection): Promise<number> {
  return (await latestBlock(connection)).timestamp;
}

/** Moves a local chain's clock forward to `at` (unix seconds) by mining a block; does nothing when it is there already. */
export async function advanceTo(connection: Connection, at: number): Promise<void> {
  if (!connection.isLocal) {
    throw new PsephosError("LOCAL_CHAIN_ONLY", "Only a local chain's time can be moved. Wait instead.");
  }
  if ((await latestTime(connection)) >= at) return;
  await connection.provider.send("evm_setNextBlockTimestamp", [toQuantity(at)]);
  await connection.provider.send("evm_mine", []);
}
