import { sql } from "kysely";
import { listBallots } from "../../api/ballots.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_INDEX_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, notFound, PLACE, PLACED, rowsOf, type Records, type Snapshot } from "./records.ts";

interface BallotRow extends PlacedRow {
  readonly ballot_index: number;
  readonly nullifier: string;
  readonly ballot_hash: string;
  readonly words?: readonly string[];
}

export function ballotRoutes(records: Records): readonly Route[] {
  return [
    route(listBallots, ({ params: { electionId }, query: { limit, cursor, words } }) =>
      atOneMoment(records, async (snapshot) => {
        await requireElection(snapshot, electionId);
        const [after = "-1"] = cursorKeys(cursor, [MAX_INDEX_DIGITS]) ?? [];
        const query = sql<BallotRow>`
          SELECT t.ballot_index, t.nullifier, t.ballot_hash, ${words === "true" ? sql`t.words,` : sql``} ${PLACE}
          FROM ballots t ${PLACED}
          WHERE t.election_id = ${electionId.toString()} AND t.ballot_index > ${Number(after)}
          ORDER BY t.ballot_index LIMIT ${limit + 1}`;
        const rows = await rowsOf(snapshot.tx, query);
        const toItem = (row: BallotRow) => ({
          index: row.ballot_index,
          nullifier: BigInt(row.nullifier),
          ballotHash: row.ballot_hash,
          ...(row.words === undefined ? {} : { words: row.words.map(BigInt) }),
          recorded: toRecorded(row, snapshot.asOf),
        });
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.ballot_index], toItem }), asOf: snapshot.asOf };
      }),
    ),
  ];
}

export async function requireElection({ tx }: Snapshot, electionId: bigint): Promise<void> {
  const query = sql`SELECT FROM elections WHERE election_id = ${electionId.toString()}`;
  if ((await rowsOf(tx, query)).length === 0) throw notFound({ what: "election", id: electionId });
}
