import { startAnvil, type LocalChain } from "../chain/anvil.ts";
import { connect } from "../chain/provider.ts";
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
  const chain = await openTickingChain(input);
  return { url: chain.url, chainId: chain.chainId, untilStopped: keepRunning(chain) };
}

export interface TickingChain extends LocalChain {
  /** Rejects when the chain ends by itself. */
  readonly untilBroken: Promise<never>;
}

/** The embedded chain with a block every few seconds, until it is stopped. */
export async function openTickingChain(input: { folder: string; port?: number }): Promise<TickingChain> {
  const chain = await startAnvil(input);
  const connection = await connect({ url: chain.url });
  const broken = Promise.withResolvers<never>();
  // Whoever does not wait for it must not be ended by it.
  broken.promise.catch(() => undefined);
  const end = (): void => {
    clearInterval(ticking);
    connection.close();
  };
  const tick = (): void =>
    void connection.provider.send("evm_mine", []).catch((cause: unknown) => {
      end();
      broken.reject(brokenOff(cause));
    });
  // The timer also keeps this process alive, which the chain's own does not.
  const ticking = setInterval(tick, TICK_MS);
  const stop = async (): Promise<void> => {
    end();
    await chain.stop();
  };
  return { url: chain.url, chainId: chain.chainId, stop, untilBroken: broken.promise };
}

async function keepRunning(chain: TickingChain): Promise<void> {
  const interrupted = Promise.withResolvers<undefined>();
  process.once("SIGINT", () => interrupted.resolve(undefined));
  process.once("SIGTERM", () => interrupted.resolve(undefined));
  try {
    await Promise.race([interrupted.promise, chain.untilBroken]);
  } finally {
    await chain.stop();
  }
}

function brokenOff(cause: unknown): PsephosError {
  return new PsephosError("CHAIN_UNREACHABLE", "The chain ended by itself. Start it again; its last state is kept.", {
    cause,
  });
}
