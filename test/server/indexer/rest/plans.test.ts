import assert from "node:assert/strict";
import { sql } from "kysely";
import { listBallots } from "../../../../src/server/api/ballots.ts";
import { listElections, readElection, readTurnout } from "../../../../src/server/api/elections.ts";
import type { Endpoint } from "../../../../src/server/api/endpoint.ts";
import { readReceiptBucket, readReceiptBuckets } from "../../../../src/server/api/receipts.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { openOnServer } from "../../support/both-stores.ts";
import { ballotCast, ceremonyCreated, electionCreated, rollPublished } from "./events.ts";
import { clientOf, fill, spread, type Client } from "./fixture.ts";

const BALLOTS = 20_000;
const BATCH = 64;

describe("the index of a large election", () => {
  let store: Store;
  let client: Client;

  before(async () => {
    store = await openOnServer();
    client = clientOf(store);
    const election = electionCreated({ opensAt: 1, closesAt: 1_000_000, resultBy: 2_000_000 });
    const first = {
      number: 1,
      time: 1,
      events: [rollPublished(1, BALLOTS), ceremonyCreated({ registerBy: 1, commitBy: 2, dealBy: 3 }), election],
    };
    const batches = Array.from({ length: Math.ceil(BALLOTS / BATCH) }, (_, batch) => ({
      number: 2 + batch,
      time: 100 + batch * 100,
      events: Array.from({ length: Math.min(BATCH, BALLOTS - batch * BATCH) }, (_, at) => {
        const index = batch * BATCH + at;
        return ballotCast({ index, nullifier: spread(`voter ${index}`) });
      }),
    }));
    await fill(store, [first, ...batches]);
    await sql`ANALYZE`.execute(store.database);
  });

  after(() => store.close());

  /** How often PostgreSQL has read all ballots, and how many rows it took from their indexes. */
  async function reads(): Promise<{ whole: number; rows: number }> {
    await sql`SELECT pg_stat_force_next_flush()`.execute(store.database);
    const query = sql<{
      whole: number;
      rows: number;
    }>`SELECT seq_scan AS whole, idx_tup_fetch AS rows FROM pg_stat_user_tables WHERE relname = 'ballots'`;
    return (await query.execute(store.database)).rows[0]!;
  }

  /** Connections tell what they did at their next idle moment. */
  async function settled(): Promise<Awaited<ReturnType<typeof reads>>> {
    for (let connection = 0; connection < 10; connection++) await reads();
    return await reads();
  }

  async function rowsFor(endpoint: Endpoint, request: Parameters<Client["ask"]>[1]): Promise<number> {
    const before = await settled();
    await client.ask(endpoint, request);
    const after = await settled();
    assert.equal(after.whole, before.whole, `${endpoint.name} reads all ballots`);
    return after.rows - before.rows;
  }

  it("would show a query that reads all ballots", async () => {
    const before = await settled();
    await sql`SELECT max(length(ballot_hash)) FROM ballots`.execute(store.database);
    assert.ok((await settled()).whole > before.whole);
  });

  it("reads a page, a bucket, totals and turnout by indexes, without touching the other ballots", async () => {
    const params = { electionId: "1" };
    const page = await client.ask(listBallots, { params, query: { limit: "200" } });
    const query = { limit: "50", cursor: page.nextCursor! };
    assert.ok((await rowsFor(listBallots, { params, query })) <= 60);
    const { bucketBits } = await client.ask(readReceiptBuckets, { params });
    assert.equal(bucketBits, 7);
    const bucket = "0110101";
    const { items } = await client.ask(readReceiptBucket, { params: { ...params, bucket } });
    assert.ok(items.length >= 64 && items.length < 400);
    assert.ok((await rowsFor(readReceiptBucket, { params: { ...params, bucket } })) <= items.length + 100);
    assert.ok((await rowsFor(listElections, {})) <= 10);
    assert.ok((await rowsFor(readElection, { params })) <= 10);
    assert.ok((await rowsFor(readTurnout, { params })) <= 50);
  });

  it("adds up the turnout of every hour to the number of ballots", async () => {
    const { items, ballots } = await client.ask(readTurnout, { params: { electionId: "1" } });
    assert.ok(items.length > 5);
    assert.equal(
      items.reduce((total, each) => total + each.ballots, 0),
      BALLOTS,
    );
    assert.equal(ballots.newest, BALLOTS);
  });

  it("F21: answers although all of its connections were cut", async () => {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(store.database);
    const { items } = await client.ask(listElections);
    assert.deepEqual(items.map(({ electionId }) => electionId), [1n]); // prettier-ignore
  });
});
