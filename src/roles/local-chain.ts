import { startAnvil, type LocalChain } from "../chain/anvil.ts";
import { connect, type Connection } from "../chain/provider.ts";
import { PsephosError } from "../errors.ts";

export interface RunningChain {
  readonly url: string;
  readonly chainId: number;
  /** Settles once the person has stopped it and its state is on disk. */
  readonly untilStopped: Promise<void>;
}

/** Phases go by the time of the latest block: on a quiet chain without this an election would never open. */
const TICK_MS = 10_000;

/** The embedded chain in the foreground: an interrupt lets it write its state before the process ends. */
export async function startLocalChain(input: { folder: string; port: number }): Promise<RunningChain> {
  const chain = await startAnvil(input);
  const connection = await connect({ url: chain.url });
  return { url: chain.url, chainId: chain.chainId, untilStopped: keepRunning({ chain, connection }) };
}

function keepRunning({ chain, connection }: { chain: LocalChain; connection: Connection }): Promise<void> {
  return new Promise((resolve, reject) => {
    let isStopping = false;
    const end = (failure?: unknown): void => {
      if (isStopping) return;
      isStopping = true;
      clearInterval(ticking);
      connection.close();
      chain.stop().then(() => (failure === undefined ? resolve() : reject(brokenOff(failure))), reject);
    };
    // The timer also keeps this process alive, which the chain's own does not.
    const ticking = setInterval(() => void connection.provider.send("evm_mine", []).catch(end), TICK_MS);
    process.once("SIGINT", () => end());
    process.once("SIGTERM", () => end());
  });
}

function brokenOff(cause: unknown): PsephosError {
  return new PsephosError("CHAIN_UNREACHABLE", "The chain ended by itself. Start it again; its last state is kept.", {
    cause,
  });
}
