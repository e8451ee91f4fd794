import { join } from "node:path";
import type { DestinationStream } from "pino";
import type { Config } from "./config/schema.ts";
import { describeFailure } from "./http/describe-failure.ts";
import { rebuildIndex } from "./indexer/follow/rebuild.ts";
import { serve, type RunningServer, type ServeOptions } from "./serve.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { createTelemetry, type Telemetry } from "./telemetry.ts";

export type ServedChain = Pick<ServeOptions, "secondOpinions" | "account"> & Required<Pick<ServeOptions, "chain">>;

export interface ServicesOptions extends Omit<ServeOptions, "store" | "telemetry" | keyof ServedChain> {
  /** Where log lines go. */
  readonly destination: DestinationStream;
  /** Opens what all parts but the prover need besides the database, while that is opened. Left out when it runs alone. */
  readonly openChain?: () => Promise<ServedChain>;
  /** Empties the index before anything starts, so that the indexer reads the chain anew. Needs the database. */
  readonly rebuild?: boolean;
}

/** `serve` with logs, metrics and, when a chain is opened, the database of the configuration; all but the chain ends with `stop`. */
export async function openServices(input: ServicesOptions): Promise<RunningServer> {
  const { destination, openChain, rebuild = false, ...options } = input;
  const { config } = options;
  const telemetry = createTelemetry({ level: config.log.level, destination });
  if (openChain === undefined) return await serve({ ...options, telemetry });
  const { store, chain } = await openBoth({ config, telemetry, openChain });
  try {
    if (rebuild) await rebuildIndex(store);
    const server = await serve({ ...options, ...chain, telemetry, store });
    const stop = async (): Promise<void> => {
      await server.stop();
      await store.close();
    };
    return { ...server, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Opening {
  readonly config: Config;
  readonly telemetry: Telemetry;
  readonly openChain: () => Promise<ServedChain>;
}

/** Both or none. */
async function openBoth({ config, telemetry, openChain }: Opening): Promise<{ store: Store; chain: ServedChain }> {
  // The chain first: while its process starts and mines, this one has time for the database.
  const [chain, store] = await Promise.allSettled([openChain(), openDatabase(config, telemetry)]);
  if (chain.status === "rejected") {
    if (store.status === "fulfilled") await store.value.close();
    throw chain.reason;
  }
  if (store.status === "rejected") throw store.reason;
  return { store: store.value, chain: chain.value };
}

function openDatabase({ database, data }: Config, { log }: Telemetry): Promise<Store> {
  const { url, poolSize } = database;
  return openStore(url === undefined ? { folder: join(data, "database") } : { url }, {
    poolSize,
    onError: (error) => log.warn({ failure: describeFailure(error) }, "The database had trouble in the background"),
  });
}
