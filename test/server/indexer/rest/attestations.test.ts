import assert from "node:assert/strict";
import { isPsephosError } from "../../../../src/errors.ts";
import {
  countAttestations,
  readAttestation,
  readAttestationBucket,
  readAttestationBuckets,
} from "../../../../src/server/api/attestations.ts";
import { bucketOf } from "../../../../src/server/api/buckets.ts";
import { findAttestation } from "../../../../src/server/client/attestations.ts";
import { createClient } from "../../../../src/server/client/client.ts";
import { servedApp } from "../../support/app.ts";
import { forBothStores } from "../../support/both-stores.ts";
import { clientOf, fill, hashOf, spread, type Client } from "./fixture.ts";
import { attestationEnded, attested, policyPublished } from "./registry-events.ts";

const DAY = 86_400;
const NOW = 100 * DAY;
const PEOPLE = 300;

forBothStores((open) => {
  describe("attestations of the index", () => {
    const people = Array.from({ length: PEOPLE }, (_, index) => spread(`person ${index}`));
    const [expired, withdrawn, revoked, renewed, valid] = people as [bigint, bigint, bigint, bigint, bigint];
    let client: Client;
    const params = { policyId: "1" };
    const stateOf = async (pseudonym: bigint) => {
      const found = await client.ask(readAttestation, { params: { ...params, pseudonym: pseudonym.toString() } });
      return [found.valid, found.withdrawn, found.revoked];
    };

    before(async () => {
      const store = await open();
      client = clientOf(store);
      const times = { attestedAt: NOW - 2 * DAY, expiresAt: NOW + DAY };
      const first = people.map((pseudonym) =>
        attested(pseudonym, pseudonym === expired ? { ...times, expiresAt: NOW } : times),
      );
      await fill(
        store,
        [
          { number: 1, time: NOW - 3 * DAY, events: [policyPublished(1), policyPublished(2)] },
          { number: 2, time: NOW - 2 * DAY + 5, events: first },
          {
            number: 3,
            time: NOW - DAY,
            events: [withdrawn, renewed].map((each) => attestationEnded("withdrawn", each)),
          },
          {
            number: 4,
            time: NOW - DAY + 7,
            events: [attested(renewed, times), attested(revoked, times), attestationEnded("revoked", revoked)],
          },
          { number: 5, time: NOW, events: [] },
        ],
        { finalBlock: 3 },
      );
    });

    it("are valid until they expire, are withdrawn or are revoked; a later presentation lifts a withdrawal alone", async () => {
      assert.deepEqual(await stateOf(valid), [true, false, false]);
      assert.deepEqual(await stateOf(expired), [false, false, false]);
      assert.deepEqual(await stateOf(withdrawn), [false, true, false]);
      assert.deepEqual(await stateOf(renewed), [true, false, false]);
      assert.deepEqual(await stateOf(revoked), [false, false, true]);
      const known = await client.ask(readAttestation, { params: { ...params, pseudonym: revoked.toString() } });
      assert.deepEqual([known.revocationReason, known.recorded.final], [hashOf("decision"), false]);
    });

    it("are counted by day, the newest first", async () => {
      const newest = await client.ask(countAttestations, { params, query: { limit: "1" } });
      const day = { startsAt: NOW - DAY, attested: 2, withdrawn: 2, revoked: 1, final: false };
      assert.deepEqual(newest.items, [day]);
      const older = await client.ask(countAttestations, { params, query: { limit: "1", cursor: newest.nextCursor! } });
      const before = { startsAt: NOW - 2 * DAY, attested: PEOPLE, withdrawn: 0, revoked: 0, final: true };
      assert.deepEqual([older.items, older.nextCursor], [[before], null]);
    });

    it("are found in a bucket of pseudonyms without naming one", async () => {
      const buckets = await client.ask(readAttestationBuckets, { params });
      assert.deepEqual([buckets.bucketBits, buckets.pseudonyms], [1, PEOPLE]);
      const halves = await Promise.all(
        ["0", "1"].map((bucket) => client.ask(readAttestationBucket, { params: { ...params, bucket } })),
      );
      assert.equal(halves[0]!.items.length + halves[1]!.items.length, PEOPLE);

      const { app, url } = await servedApp({ routes: client.routes });
      const question = { client: createClient({ url }), policyId: 1n, most: 1_000 };
      const found = await findAttestation({ ...question, pseudonym: withdrawn });
      assert.deepEqual([found.bucket, found.entry!.withdrawn], [bucketOf(withdrawn, 1), true]);
      const absent = await findAttestation({ ...question, pseudonym: spread("nobody"), most: 100 });
      assert.deepEqual(absent, { bucket: "all", entry: undefined });
      await app.close();
    });

    it("answer NOT_FOUND for an unknown policy or pseudonym", async () => {
      const unknown = [
        client.ask(countAttestations, { params: { policyId: "9" } }),
        client.ask(readAttestationBuckets, { params: { policyId: "9" } }),
        client.ask(readAttestation, { params: { policyId: "2", pseudonym: valid.toString() } }),
      ];
      for (const result of await Promise.allSettled(unknown)) {
        assert.ok(result.status === "rejected" && isPsephosError(result.reason, "NOT_FOUND"));
      }
    });
  });
});
