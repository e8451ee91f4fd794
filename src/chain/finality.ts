import { setTimeout as sleep } from "node:timers/promises";
import { isPsephosError, PsephosError } from "../errors.ts";
import type { Connection } from "./provider.ts";

const DEFAULT_TIMEOUT_MS = 30 * 60_000;

/** How a chain makes blocks final. */
export interface Finality {
  /**
   * Blocks on top of which one counts as final: 0 on chains whose blocks are final at once (QBFT). Undefined asks the chain for its
   * "finalized" block; of a local chain, which has one maker and no forks, every block is final then.
   */
  readonly confirmations?: number;
}

/**
 * Number of the newest block that the chain will not take back. Chains that count no confirmations and do not know the "finalized" tag
 * are refused rather than guessed at.
 */
export async function finalBlock({ provider, isLocal }: Connection, finality: Finality = {}): Promise<number> {
  const confirmations = finality.confirmations ?? (isLocal ? 0 : undefined);
  if (confirmations !== undefined) return Math.max(0, (await provider.getBlockNumber()) - confirmations);
  const block = await provider.getBlock("finalized").catch((cause: unknown) => {
    // It gave no answer at all, which is another matter.
    if (isPsephosError(cause)) throw cause;
    throw new PsephosError(
      "CHAIN_UNSUPPORTED",
      'This chain does not tell which blocks are final ("finalized" is unknown to it). Use another node.',
      { cause },
    );
  });
  return block?.number ?? 0;
}

export interface FinalityWait extends Finality {
  readonly connection: Connection;
  readonly blockNumber: number;
  readonly timeoutMs?: number;
}

export async function waitUntilFinal({
  connection,
  blockNumber,
  timeoutMs = DEFAULT_TIMEOUT_MS,
  ...finality
}: FinalityWait): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while ((await finalBlock(connection, finality)) < blockNumber) {
    if (performance.now() > deadline) {
      throw new PsephosError(
        "CHAIN_TIMEOUT",
        `Block ${blockNumber} is not final yet. It may still become so: look again later.`,
      );
    }
    await sleep(connection.provider.pollingInterval);
  }
}
