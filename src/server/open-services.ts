import { join } from "node:path";
import type { DestinationStream } from "pino";
import { serve, type RunningServer, type ServeOptions } from "./serve.ts";
import { openStore } from "./store/open-store.ts";
import { createTelemetry } from "./telemetry.ts";

export interface ServicesOptions extends Omit<ServeOptions, "store" | "telemetry"> {
  /** Where log lines go. */
  readonly destination: DestinationStream;
}

/** `serve` with logs, metrics and, when a chain is given, the database of the configuration; all of it ends with `stop`. */
export async function openServices({ destination, ...options }: ServicesOptions): Promise<RunningServer> {
  const { config, chain } = options;
  const telemetry = createTelemetry({ level: config.log.level, destination });
  if (chain === undefined) return await serve({ ...options, telemetry });
  const { url, poolSize } = config.database;
  const place = url === undefined ? { folder: join(config.data, "database") } : { url };
  const store = await openStore(place, {
    poolSize,
    onError: (error) => telemetry.log.warn({ message: error.message }, "The database had trouble in the background"),
  });
  try {
    const server = await serve({ ...options, telemetry, store });
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
