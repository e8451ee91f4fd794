import type { PGlite } from "@electric-sql/pglite";
import { Kysely, sql } from "kysely";
import { backendOf, openEmbedded } from "./embedded.ts";
import { openJobs } from "./jobs.ts";
import { alone, migrate } from "./migrate.ts";
import { MIGRATIONS, type Migration } from "./migrations.ts";
import { openServer } from "./server.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { transact, transactOnServer } from "./transact.ts";
import { translatingDialect } from "./translating-dialect.ts";
import { translated } from "./refusals.ts";
import type { Backend } from "./backend.ts";

/** A folder of the embedded database, the URL of a PostgreSQL server, an embedded database that is open already, or nothing that stays. */
export type StorePlace =
  { readonly folder: string } | { readonly url: string } | { readonly pglite: PGlite } | "memory";

export interface StoreOptions {
  /** Connections to a server, at least two; without meaning for the embedded database, which has one. */
  readonly poolSize?: number;
  /** Told of failures in the background, such as a lost connection: the store goes on by itself. */
  readonly onError?: (error: Error) => void;
  /** Before the second try of a failed job; doubled before each further one. */
  readonly retryDelaySeconds?: number;
  readonly migrations?: readonly Migration[];
}

/** Opens the database and brings its schema up to date. */
export async function openStore(place: StorePlace, options: StoreOptions = {}): Promise<Store> {
  const { retryDelaySeconds = 1, onError = () => undefined, migrations = MIGRATIONS } = options;
  const backend = await openBackend(place, options);
  const database = new Kysely<Tables>({ dialect: translatingDialect(backend.dialect) });
  const close = async (): Promise<void> => {
    await database.destroy();
    await backend.close();
  };
  try {
    const jobs = await alone(database, async (connection) => {
      await migrate(connection, migrations);
      return await openJobs({ database, boss: backend.boss, retryDelaySeconds, onError });
    });
    return {
      kind: backend.kind,
      database,
      transaction: (work) =>
        backend.kind === "embedded" ? transact(database, work) : transactOnServer(database, work),
      jobs,
      ping: async () => {
        await sql`SELECT 1`.execute(database);
      },
      close: async () => {
        await jobs.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw translated(error);
  }
}

async function openBackend(place: StorePlace, options: StoreOptions): Promise<Backend> {
  if (place === "memory") return await openEmbedded();
  if ("pglite" in place) return backendOf(place.pglite);
  if ("folder" in place) return await openEmbedded(place.folder);
  return openServer({
    url: place.url,
    poolSize: options.poolSize ?? 10,
    onLost: options.onError ?? (() => undefined),
  });
}
