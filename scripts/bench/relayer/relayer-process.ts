/** A relayer with simulated keys in a process of its own, so that its memory and time are its own. Told what to do by its parent. */
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { attach } from "../../../src/chain/contracts.ts";
import type { Deployment } from "../../../src/chain/deployments.ts";
import { connect } from "../../../src/chain/provider.ts";
import { buildApp } from "../../../src/server/http/build-app.ts";
import { DEFAULT_HTTP_CONFIG, NO_RATES } from "../../../src/server/http/config.ts";
import { relayerPart } from "../../../src/server/relayer/relayer-part.ts";
import { DEFAULT_RELAYER_SETTINGS, type RelayerSettings } from "../../../src/server/relayer/settings.ts";
import { openStore, type StorePlace } from "../../../src/server/store/open-store.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { createTelemetry } from "../../../src/server/telemetry.ts";
import { simulatedKeys } from "../simulated.ts";

export interface RelayerTask {
  readonly chainUrl: string;
  readonly deployment: Deployment;
  readonly place: StorePlace;
  readonly settings: Partial<RelayerSettings>;
}

export interface RelayerUse {
  /** Of all threads since the start. */
  readonly cpuMs: number;
  /** Entries that are not mined yet. */
  readonly unmined: number;
}

/** After a collection, which takes processor time: not to be asked for between two looks at that. */
export interface RelayerMemory {
  readonly rssMb: number;
  /** JavaScript heap of the main thread. */
  readonly heapMb: number;
}

export type RelayerOrder = RelayerTask | "use" | "memory" | "stop";
export type RelayerAnswer = { readonly url: string } | RelayerUse | RelayerMemory;

const RELAYER = 9;
const MIB = 2 ** 20;

async function open({ chainUrl, deployment, place, settings }: RelayerTask) {
  const connection = await connect({ url: chainUrl });
  const store = await openStore(place);
  const telemetry = createTelemetry({ level: "silent" });
  const part = relayerPart({
    ...{ store, telemetry, keys: simulatedKeys(), account: developmentAccount(RELAYER) },
    chain: await attach(connection, deployment),
    config: { ...DEFAULT_RELAYER_SETTINGS, ...settings },
  });
  await part.start();
  // All of the load comes from one address.
  const config = { ...DEFAULT_HTTP_CONFIG, rates: NO_RATES };
  const app = await buildApp({ parts: [part], config, telemetry });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async (): Promise<void> => {
    await app.close();
    await part.stop();
    await store.close();
    connection.close();
  };
  return { url, store, close };
}

async function useOf({ database }: Store): Promise<RelayerUse> {
  const { user, system } = process.cpuUsage();
  const { unmined } = await database
    .selectFrom("relay_entries")
    .where("state", "in", ["received", "submitted"])
    .select(({ fn }) => fn.countAll<string>().as("unmined"))
    .executeTakeFirstOrThrow();
  return { cpuMs: (user + system) / 1_000, unmined: Number(unmined) };
}

function memory(): RelayerMemory {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rssMb: rss / MIB, heapMb: heapUsed / MIB };
}

let running: Awaited<ReturnType<typeof open>> | undefined;

async function obey(order: RelayerOrder): Promise<RelayerAnswer | undefined> {
  if (order === "use") return await useOf(running!.store);
  if (order === "memory") return memory();
  if (order !== "stop") {
    running = await open(order);
    return { url: running.url };
  }
  await running?.close();
  process.disconnect();
  return undefined;
}

process.on("message", (order: RelayerOrder) => {
  obey(order).then(
    (answer) => answer !== undefined && process.send!(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
