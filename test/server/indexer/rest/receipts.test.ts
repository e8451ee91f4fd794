import assert from "node:assert/strict";
import { FIELD } from "../../../../src/crypto/field.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import type { Nullifier } from "../../../../src/protocol/identity.ts";
import { RECEIPT_FORMAT, type Receipt } from "../../../../src/protocol/receipt.ts";
import { BUCKET_PAGE_SIZE, bucketOf, SMALLEST_BUCKET } from "../../../../src/server/api/buckets.ts";
import { readReceiptBucket, readReceiptBuckets } from "../../../../src/server/api/receipts.ts";
import { createClient } from "../../../../src/server/client/client.ts";
import { findReceipt } from "../../../../src/server/client/receipts.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { servedApp } from "../../support/app.ts";
import { forBothStores } from "../../support/both-stores.ts";
import { ballotCast, ceremonyCreated, electionCreated, rollPublished } from "./events.ts";
import { clientOf, DEPLOYMENT, fill, finalise, hashOf, spread, type Client } from "./fixture.ts";

const BALLOTS = 3_000;
const ceremony = ceremonyCreated({ registerBy: 1, commitBy: 2, dealBy: 3 });

function electionOf(electionId: number) {
  return electionCreated({ opensAt: 1, closesAt: 2, resultBy: 3 }, { electionId });
}

function receiptOf(nullifier: bigint, electionId = 1n): Receipt {
  const place = { chainId: 31337n, contract: DEPLOYMENT.addresses.elections, electionId };
  return {
    format: RECEIPT_FORMAT,
    ...place,
    nullifier: nullifier as Nullifier,
    ballotHash: hashOf(`ballot ${nullifier}`),
  };
}

forBothStores((open) => {
  describe("receipts in buckets", () => {
    const nullifiers = Array.from({ length: BALLOTS }, (_, index) => spread(`voter ${index}`));
    let store: Store;
    let client: Client;
    let served: Awaited<ReturnType<typeof servedApp>>;
    const asked: string[] = [];
    const overHttp = () =>
      createClient({
        url: served.url,
        fetch: (url, init) => {
          asked.push(new URL(url instanceof Request ? url.url : url).pathname);
          return fetch(url, init);
        },
      });

    before(async () => {
      store = await open();
      client = clientOf(store);
      // All ballots of the third election lie in the lower half: spread as no hash would spread them.
      const lower = Array.from({ length: 300 }, (_, index) => spread(`lower ${index}`) / 2n);
      await fill(
        store,
        [
          {
            number: 1,
            time: 1,
            events: [rollPublished(1, 5_000), ceremony, electionOf(1), electionOf(2), electionOf(3)],
          },
          { number: 2, time: 2, events: nullifiers.map((nullifier, index) => ballotCast({ index, nullifier })) },
          {
            number: 3,
            time: 3,
            events: nullifiers.slice(0, 100).map((nullifier, index) => ballotCast({ index, nullifier, electionId: 2 })),
          },
          {
            number: 4,
            time: 4,
            events: lower.map((nullifier, index) => ballotCast({ index, nullifier, electionId: 3 })),
          },
        ],
        { finalBlock: 1 },
      );
      served = await servedApp({ routes: client.routes });
    });

    after(() => served.app.close());

    it("offers buckets of at least 64 ballots, and only the whole below that", async () => {
      const large = await client.ask(readReceiptBuckets, { params: { electionId: "1" } });
      assert.deepEqual([large.bucketBits, large.ballots], [4, BALLOTS]);
      const small = await client.ask(readReceiptBuckets, { params: { electionId: "2" } });
      assert.deepEqual([small.bucketBits, small.ballots], [0, 100]);
    });

    it("gives every ballot in exactly one bucket, and none fewer than 64", async () => {
      const seen: bigint[] = [];
      for (let place = 0; place < 16; place++) {
        const bucket = place.toString(2).padStart(4, "0");
        const answer = await client.ask(readReceiptBucket, { params: { electionId: "1", bucket } });
        assert.equal(answer.bucket, bucket);
        assert.equal(answer.nextCursor, null);
        assert.ok(answer.items.length >= SMALLEST_BUCKET);
        assert.ok(answer.items.every(({ nullifier }) => bucketOf(nullifier, 4) === bucket));
        seen.push(...answer.items.map(({ nullifier }) => nullifier));
      }
      assert.deepEqual(seen.sort(compare), nullifiers.toSorted(compare));
    });

    it("answers a name that is too fine with the smallest bucket around it that hides enough", async () => {
      const deep = bucketOf(nullifiers[0]!, 12);
      const answer = await client.ask(readReceiptBucket, { params: { electionId: "1", bucket: deep } });
      assert.equal(answer.bucket, deep.slice(0, 4));
      const upper = await client.ask(readReceiptBucket, { params: { electionId: "3", bucket: "1" } });
      assert.deepEqual([upper.bucket, upper.items.length], ["all", 300]);
    });

    it("gives a wide bucket in pages of fixed size, and refuses a cursor of another bucket", async () => {
      const params = { electionId: "1", bucket: "all" };
      const first = await client.ask(readReceiptBucket, { params });
      assert.equal(first.items.length, BUCKET_PAGE_SIZE);
      const query = { cursor: first.nextCursor! };
      const second = await client.ask(readReceiptBucket, { params, query });
      assert.ok(second.items[0]!.nullifier > first.items.at(-1)!.nullifier);
      const other = client.ask(readReceiptBucket, { params: { electionId: "1", bucket: "0" }, query });
      await assert.rejects(other, (error) => isPsephosError(error, "REQUEST_MALFORMED"));
      const shaped = client.ask(readReceiptBucket, { params, query: { limit: "1" } });
      await assert.rejects(shaped, (error) => isPsephosError(error, "REQUEST_MALFORMED"));
    });

    it("finds a receipt over HTTP without sending more of it than its bucket's name", async () => {
      asked.length = 0;
      const nullifier = nullifiers[1234]!;
      const found = await findReceipt({ client: overHttp(), receipt: receiptOf(nullifier), rollSize: 5_000 });
      const bucket = bucketOf(nullifier, 4);
      assert.deepEqual(found, {
        ...{ kind: "counted", isFinal: false, position: 1235, bucket },
        transactionHash: hashOf("tx 2 1234"),
      });
      assert.deepEqual(asked, ["/v1/elections/1/receipts", `/v1/elections/1/receipts/${bucket}`]);

      await finalise(store, 2);
      const again = await findReceipt({ client: overHttp(), receipt: receiptOf(nullifier), rollSize: 5_000 });
      assert.ok(again.kind === "counted" && again.isFinal);
    });

    it("keeps to the bucket of an earlier question, and reads all of its pages whether found or not", async () => {
      for (const nullifier of [nullifiers[0]!, FIELD - 1n]) {
        asked.length = 0;
        await findReceipt({ client: overHttp(), receipt: receiptOf(nullifier), rollSize: 5_000, bucket: "all" });
        assert.deepEqual(asked, ["/v1/elections/1/receipts", ...Array<string>(3).fill("/v1/elections/1/receipts/all")]);
      }
    });

    it("tells a ballot that is not there, and one cast in the voter's place", async () => {
      const options = { client: overHttp(), rollSize: 5_000 };
      assert.equal((await findReceipt({ ...options, receipt: receiptOf(FIELD - 1n) })).kind, "absent");
      const other = { ...receiptOf(nullifiers[5]!), ballotHash: hashOf("mine") };
      const found = await findReceipt({ ...options, receipt: other });
      assert.deepEqual(
        [found.kind, "transactionHash" in found && found.transactionHash],
        ["altered", hashOf("tx 2 5")],
      );
    });

    it("answers NOT_FOUND for an unknown election and REQUEST_MALFORMED for what names no bucket", async () => {
      const params = { electionId: "9", bucket: "all" };
      for (const endpoint of [readReceiptBuckets, readReceiptBucket]) {
        const { bucket, ...election } = params;
        const unknown = client.ask(endpoint, {
          params: endpoint === readReceiptBuckets ? election : { ...election, bucket },
        });
        await assert.rejects(unknown, (error) => isPsephosError(error, "NOT_FOUND"));
      }
      for (const bucket of ["", "2", "0b1", "0".repeat(21), "ALL"]) {
        const refused = client.ask(readReceiptBucket, { params: { electionId: "1", bucket } });
        await assert.rejects(refused, (error) => isPsephosError(error, "REQUEST_MALFORMED"), bucket);
      }
    });
  });
});

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : 1;
}
