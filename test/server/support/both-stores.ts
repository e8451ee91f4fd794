import { PGlite } from "@electric-sql/pglite";
import { openStore, type StoreOptions } from "../../../src/server/store/open-store.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { PARSERS } from "../../../src/server/store/types.ts";
import { endShared, sharedPostgres } from "./postgres.ts";

/** Opens an empty database of its own with today's schema. Closed after the tests of the file, if not before. */
export type OpenTestStore = (options?: StoreOptions) => Promise<Store>;

/** Runs the same tests on the embedded database and on a real PostgreSQL server. */
export function forBothStores(body: (open: OpenTestStore, kind: Store["kind"]) => void): void {
  describe("on the embedded database", () => body(closedAfterwards(openEmbedded), "embedded"));
  describe("on a PostgreSQL server", () => {
    body(closedAfterwards(openOnServer), "server");
    // Last: hooks of the body may still ask the database.
    after(endShared);
  });
}

/** Only where the database makes no difference. */
export const openEmbedded: OpenTestStore = async (options = {}) => {
  if (options.migrations !== undefined) return await openStore("memory", options);
  const pglite = await PGlite.create({ loadDataDir: await (image ??= makeImage()), parsers: PARSERS });
  return await openStore({ pglite }, options);
};

export const openOnServer: OpenTestStore = async (options = {}) => {
  const postgres = await sharedPostgres();
  return await openStore({ url: await postgres.createDatabase() }, options);
};

/** Making a database takes seconds, copying a made one a third of a second. */
let image: Promise<Blob> | undefined;

async function makeImage(): Promise<Blob> {
  const pglite = await PGlite.create({ parsers: PARSERS });
  const store = await openStore({ pglite });
  const dump = await pglite.dumpDataDir("none");
  await store.close();
  return dump;
}

function closedAfterwards(open: OpenTestStore): OpenTestStore {
  const stores: Store[] = [];
  after(async () => {
    for (const store of stores) await store.close();
  });
  return async (options) => {
    const store = await open(options);
    stores.push(store);
    return store;
  };
}
