import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { mock } from "node:test";
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
} from "kysely";
import { EntryWatch } from "../../../../src/server/relayer/intake/entry-watch.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import type { Tables } from "../../../../src/server/store/tables.ts";

const TICKET = "0f8fad5b-d9cb-469f-a165-70867728950e";
const LOOKS = 20_000;
const LOOK_EVERY_MS = 500;

/** Answers every question with one entry that waits for ever. */
function waitingStore(): { store: Store; looks: () => number } {
  let looks = 0;
  const rows = [
    { id: TICKET, ticket: TICKET, state: "received", transactionHash: null, blockNumber: null, reason: null },
  ];
  const connection = {
    executeQuery: () => {
      looks += 1;
      return Promise.resolve({ rows });
    },
  } as unknown as DatabaseConnection;
  class OneEntryDriver extends DummyDriver {
    override acquireConnection(): Promise<DatabaseConnection> {
      return Promise.resolve(connection);
    }
  }
  const database = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneEntryDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return { store: { database } as Store, looks: () => looks };
}

describe("a watch over entries", () => {
  afterEach(() => mock.timers.reset());

  it("T099: leaves nothing behind with each look, however long a stream lasts", async function () {
    this.timeout(180_000);
    const { store, looks } = waitingStore();
    const watch = new EntryWatch(store);
    const client = new AbortController();
    mock.timers.enable({ apis: ["setTimeout"] });
    const entries = watch.follow(TICKET, client.signal);
    await entries.next();
    const rest = entries.next();
    let most = 0;
    while (looks() < LOOKS) {
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, getEventListeners(client.signal, "abort").length);
      mock.timers.tick(LOOK_EVERY_MS);
    }
    assert.equal(most, 1);
    client.abort();
    assert.equal((await rest).done, true);
    assert.equal(getEventListeners(client.signal, "abort").length, 0);
  });

  it("ends all that follow it when the service stops", async () => {
    const watch = new EntryWatch(waitingStore().store);
    const entries = watch.follow(TICKET, new AbortController().signal);
    await entries.next();
    const rest = entries.next();
    watch.stop();
    assert.equal((await rest).done, true);
  });
});
