import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { isPsephosError } from "../../../src/errors.ts";
import { openStore } from "../../../src/server/store/open-store.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { forBothStores, openOnServer } from "../support/both-stores.ts";
import { sharedPostgres, startPostgres } from "../support/postgres.ts";

async function makeTable({ database }: Store): Promise<void> {
  await sql`CREATE TABLE counted (name text PRIMARY KEY, number integer NOT NULL)`.execute(database);
  await sql`INSERT INTO counted VALUES ('a', 0), ('b', 0)`.execute(database);
}

async function numbersOf({ database }: Store): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`SELECT number FROM counted ORDER BY name`.execute(database);
  return rows.map(({ number }) => number);
}

type Tx = Parameters<Parameters<Store["transaction"]>[0]>[0];

const increase = (tx: Tx, name: string) => sql`UPDATE counted SET number = number + 1 WHERE name = ${name}`.execute(tx);

describe("A transaction of the store", () => {
  forBothStores((open) => {
    it("leaves nothing behind when its work rejects", async () => {
      const store = await open();
      await makeTable(store);
      const failed = store.transaction(async (tx) => {
        await increase(tx, "a");
        throw new Error("no");
      });
      await assert.rejects(failed, /no/);
      assert.deepEqual(await numbersOf(store), [0, 0]);
    });

    it("does not repeat what a constraint refuses", async () => {
      const store = await open();
      await makeTable(store);
      let tries = 0;
      const failed = store.transaction(async (tx) => {
        tries += 1;
        await sql`INSERT INTO counted VALUES ('a', 1)`.execute(tx);
      });
      await assert.rejects(failed, { code: "23505" });
      assert.equal(tries, 1);
    });

    it("counts each of many at once", async () => {
      const store = await open();
      await makeTable(store);
      await Promise.all(Array.from({ length: 20 }, () => store.transaction((tx) => increase(tx, "a"))));
      assert.deepEqual(await numbersOf(store), [20, 0]);
    });
  });

  describe("on a PostgreSQL server", () => {
    it("F21: is run again after a deadlock, and after a serialization failure", async () => {
      const store = await openOnServer();
      await makeTable(store);
      let tries = 0;
      // Both hold one row when they ask for the other's: the server ends one of them.
      const meeting = Promise.withResolvers<undefined>();
      let arrived = 0;
      const across = (first: string, second: string) =>
        store.transaction(async (tx) => {
          tries += 1;
          await increase(tx, first);
          arrived += 1;
          if (arrived === 2) meeting.resolve(undefined);
          await meeting.promise;
          await increase(tx, second);
        });
      await Promise.all([across("a", "b"), across("b", "a")]);
      assert.equal(tries, 3);
      assert.deepEqual(await numbersOf(store), [2, 2]);

      tries = 0;
      await store.transaction(async (tx) => {
        tries += 1;
        await sql`SET TRANSACTION ISOLATION LEVEL SERIALIZABLE`.execute(tx);
        const { rows } = await sql<{ number: number }>`SELECT number FROM counted WHERE name = 'a'`.execute(tx);
        if (tries === 1) await increaseOutside(store);
        await sql`UPDATE counted SET number = ${rows[0]!.number + 10} WHERE name = 'a'`.execute(tx);
      });
      assert.equal(tries, 2);
      assert.deepEqual(await numbersOf(store), [13, 2]);
      await store.close();
    });

    it("F21: goes on after the server was killed and started again, with what was acknowledged, once each", async () => {
      const postgres = await startPostgres();
      const errors: string[] = [];
      const url = await postgres.createDatabase();
      const store = await openStore({ url }, { onError: ({ message }) => errors.push(message) });
      await sql`CREATE TABLE kept (number integer PRIMARY KEY)`.execute(store.database);
      const acknowledged: number[] = [];
      // A server that is away for longer than the store tries refuses them: they may be there or not.
      const refused = new Set<number>();
      const over = new AbortController();
      const writing = (async () => {
        for (let number = 0; !over.signal.aborted; number += 1) {
          try {
            await store.transaction((tx) => sql`INSERT INTO kept VALUES (${number})`.execute(tx));
            acknowledged.push(number);
          } catch (error) {
            if (!isPsephosError(error, "STORE_UNAVAILABLE")) throw error;
            refused.add(number);
          }
        }
      })().finally(() => over.abort());
      // Told at the end, where it is waited for.
      writing.catch(() => undefined);
      for (let kills = 0; kills < 3; kills += 1) {
        await pause(150);
        await postgres.kill();
        await postgres.start();
        const before = acknowledged.length;
        while (acknowledged.length < before + 20 && !over.signal.aborted) await pause(10);
      }
      over.abort();
      await writing;
      const { rows } = await sql<{ number: number }>`SELECT number FROM kept ORDER BY number`.execute(store.database);
      assert.deepEqual(
        rows.map(({ number }) => number).filter((number) => !refused.has(number)),
        acknowledged,
      );
      assert.ok(!errors.join().includes(postgres.password));
      await store.close();
      await postgres.end();
    });

    it("F21: goes on, and stops in peace, when an administrator cuts every connection at any moment", async () => {
      const postgres = await sharedPostgres();
      // A cut connection that nobody listens to ends the process, which mocha tells as an uncaught error.
      for (let round = 0; round < 30; round += 1) {
        const store = await openStore({ url: await postgres.createDatabase() });
        const queries = Array.from({ length: round % 8 }, () => sql`SELECT 1`.execute(store.database));
        await Promise.all(queries);
        await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(store.database);
        await store.ping();
        if (round % 3 === 0) await pause(round);
        await store.close();
      }
      await pause(50);
    });

    it("F21: is neither lost nor done twice when the connection breaks in its COMMIT", async () => {
      const postgres = await sharedPostgres();
      const url = new URL(await postgres.createDatabase());
      const proxy = await breakingProxy(postgres.port);
      const direct = await openStore({ url: url.href });
      await makeTable(direct);
      url.port = String(proxy.port);
      const store = await openStore({ url: url.href });
      // The server has done it and says so, but the word does not arrive; then it never hears of it.
      for (const side of ["answer", "question"] as const) {
        let tries = 0;
        await store.transaction(async (tx) => {
          tries += 1;
          await increase(tx, "a");
          if (tries === 1) proxy.breakAtCommit(side);
        });
        assert.equal(tries, side === "answer" ? 1 : 2, side);
      }
      assert.deepEqual(await numbersOf(direct), [2, 0]);
      await store.close();
      await direct.close();
      proxy.close();
    });

    it("F24: says STORE_UNAVAILABLE, with what to do and without the password, when the server is gone, full or refuses", async () => {
      const postgres = await startPostgres();
      const url = await postgres.createDatabase();
      const store = await openStore({ url });
      // What a full disk answers; the embedded database meets one in no-room.test.ts.
      await assert.rejects(raise(store, "53100"), isUnavailable(/disk is full/, postgres.password));
      await assert.rejects(raise(store, "53300"), isUnavailable(/poolSize/, postgres.password));
      await assert.rejects(
        openStore({ url: url.replace(postgres.password, "wr0ng") }),
        isUnavailable(/password/, "wr0ng"),
      );
      await assert.rejects(openStore({ url: `${url}x` }), isUnavailable(/no database of that name/, postgres.password));
      await postgres.kill();
      await assert.rejects(store.ping(), isUnavailable(/does not answer/, postgres.password));
      await assert.rejects(openStore({ url }), isUnavailable(/does not answer/, postgres.password));
      await store.close();
      await postgres.end();
    });
  });
});

async function increaseOutside({ database }: Store): Promise<void> {
  await sql`UPDATE counted SET number = number + 1 WHERE name = 'a'`.execute(database);
}

async function raise({ database }: Store, code: string): Promise<void> {
  await sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'made for a test' USING ERRCODE = '${code}'; END $$`).execute(database);
}

function isUnavailable(advice: RegExp, secret: string): (error: unknown) => true {
  return (error) => {
    assert.ok(isPsephosError(error, "STORE_UNAVAILABLE"), String(error));
    assert.match(error.message, advice);
    assert.ok(!`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`.includes(secret));
    return true;
  };
}

/** Stands between store and server, and breaks the connection in which the next COMMIT comes by, on its way there or back. */
async function breakingProxy(port: number) {
  let breaking: "answer" | "question" | undefined;
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    const pass = (side: "answer" | "question", text: RegExp) => (data: Buffer) => {
      if (breaking === side && text.test(data.toString("latin1"))) {
        breaking = undefined;
        end();
      } else (side === "answer" ? client : upstream).write(data);
    };
    client
      .on("data", pass("question", /commit/i))
      .on("close", end)
      .on("error", end);
    upstream
      .on("data", pass("answer", /COMMIT\0/))
      .on("close", end)
      .on("error", end);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    breakAtCommit: (side: "answer" | "question") => {
      breaking = side;
    },
    close: () => server.close(),
  };
}
