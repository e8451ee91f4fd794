import { startAnvil } from "../chain/anvil.ts";

export interface RunningChain {
  readonly url: string;
  readonly chainId: number;
  /** Settles once the person has stopped it and its state is on disk. */
  readonly untilStopped: Promise<void>;
}

/** The embedded chain in the foreground: an interrupt lets it write its state before the process ends. */
export async function startLocalChain(input: { folder: string; port: number }): Promise<RunningChain> {
  const chain = await startAnvil(input);
  const untilStopped = new Promise<void>((resolve, reject) => {
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      chain.stop().then(resolve, reject);
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
  return { url: chain.url, chainId: chain.chainId, untilStopped };
}
