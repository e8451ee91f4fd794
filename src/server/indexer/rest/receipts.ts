import { sql } from "kysely";
import { bitsFor } from "../../api/buckets.ts";
import { readReceiptBucket, readReceiptBuckets } from "../../api/receipts.ts";
import { route, type Route } from "../../http/route.ts";
import { requireElection } from "./ballots.ts";
import { readBucket, type Bucketed } from "./buckets.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, PLACE, PLACED, rowsOf, type Records, type Snapshot } from "./records.ts";

interface ReceiptRow extends PlacedRow {
  readonly nullifier: string;
  readonly ballot_hash: string;
  readonly ballot_index: number;
}

export function receiptRoutes(records: Records): readonly Route[] {
  return [
    route(readReceiptBuckets, ({ params: { electionId } }) =>
      atOneMoment(records, async (snapshot) => {
        const ballots = await countBallots(snapshot, electionId);
        return { electionId, bucketBits: bitsFor(ballots), ballots, asOf: snapshot.asOf };
      }),
    ),
    route(readReceiptBucket, ({ params: { electionId, bucket }, query: { cursor } }) =>
      atOneMoment(records, async (snapshot) => {
        const page = await readBucket(snapshot, {
          ...{ bucketed: ballotsOf(electionId), asked: bucket, cursor },
          size: await countBallots(snapshot, electionId),
          select: (range, limit) => sql<ReceiptRow>`SELECT t.nullifier, t.ballot_hash, t.ballot_index, ${PLACE}
            FROM ballots t ${PLACED} WHERE ${range} ORDER BY t.nullifier LIMIT ${limit}`,
          keyOf: ({ nullifier }) => nullifier,
          toItem: (row) => ({
            nullifier: BigInt(row.nullifier),
            ballotHash: row.ballot_hash,
            index: row.ballot_index,
            recorded: toRecorded(row, snapshot.asOf),
          }),
        });
        return { electionId, ...page, asOf: snapshot.asOf };
      }),
    ),
  ];
}

function ballotsOf(electionId: bigint): Bucketed {
  return { table: "ballots", column: "nullifier", owner: sql`t.election_id = ${electionId.toString()}` };
}

async function countBallots(snapshot: Snapshot, electionId: bigint): Promise<number> {
  await requireElection(snapshot, electionId);
  const query = sql<{ ballots: number }>`SELECT coalesce(max(ballot_index) + 1, 0) AS ballots FROM ballots
    WHERE election_id = ${electionId.toString()}`;
  return (await rowsOf(snapshot.tx, query))[0]!.ballots;
}
