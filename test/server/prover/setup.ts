import { createClient, type Client } from "../../../src/server/client/client.ts";
import { proverPart, type ProverPartOptions } from "../../../src/server/prover/prover-part.ts";
import { DEFAULT_PROVER_SETTINGS, type ProverSettings } from "../../../src/server/prover/settings.ts";
import type { Part } from "../../../src/server/part.ts";
import { createTelemetry, type Telemetry } from "../../../src/server/telemetry.ts";
import { servedApp } from "../support/app.ts";

export interface ServedProver {
  readonly part: Part;
  readonly url: string;
  readonly client: Client;
  readonly telemetry: Telemetry;
  /** Everything logged until now. */
  logged(): string;
  end(): Promise<void>;
}

/** A prover on a free port of this machine, with the settings given changed. */
export async function serveProver(
  options: Omit<Partial<ProverPartOptions>, "config"> & { readonly config?: Partial<ProverSettings> } = {},
): Promise<ServedProver> {
  const lines: string[] = [];
  const telemetry = createTelemetry({ level: "debug", destination: { write: (line) => void lines.push(line) } });
  const config = { ...DEFAULT_PROVER_SETTINGS, threads: 2, ...options.config };
  const part = proverPart({ telemetry, ...options, config });
  await part.start();
  const { app, url } = await servedApp({ routes: part.routes, health: () => part.health(), telemetry });
  return {
    part,
    url,
    client: createClient({ url }),
    telemetry,
    logged: () => lines.join(""),
    end: async () => {
      await part.stop();
      await app.close();
    },
  };
}
