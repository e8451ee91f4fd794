import { setTimeout as sleep } from "node:timers/promises";
import { PsephosError } from "../errors.ts";
import type { Connection } from "./provider.ts";

const DEFAULT_TIMEOUT_MS = 30 * 60_000;

/**
 * Number of the newest block that the chain will not take back. A local chain has one maker and no forks: its latest.
 * Chains without the "finalized" tag are refused rather than guessed at.
 */
export async function finalBlock({ provider, isLocal }: Connection): Promise<number> {
  if (isLocal) return provider.getBlockNumber();
  const block = await provider.getBlock("finalized").catch((cause: unknown) => {
    throw new PsephosError(
      "CHAIN_UNSUPPORTED",
      'This chain does not tell which blocks are final ("finalized" is unknown to it). Use another node.',
      { cause },
    );
  });
  return block?.number ?? 0;
}

export interface FinalityWait {
  readonly connection: Connection;
  readonly blockNumber: number;
  readonly timeoutMs?: number;
}

export async function waitUntilFinal({
  connection,
  blockNumber,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: FinalityWait): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while ((await finalBlock(connection)) < blockNumber) {
    if (performance.now() > deadline) {
      throw new PsephosError(
        "CHAIN_TIMEOUT",
        `Block ${blockNumber} is not final yet. It may still become so: look again later.`,
      );
    }
    await sleep(connection.provider.pollingInterval);
  }
}
