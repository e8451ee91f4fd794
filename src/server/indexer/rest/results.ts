import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { readResult, readTurnout } from "../../api/elections.ts";
import { route, type Route } from "../../http/route.ts";
import { ballotCounts, electionRow, rulesOf, type ElectionRow } from "./elections.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, PLACE, PLACED, rowOf, rowsOf, type Records, type Snapshot } from "./records.ts";

type Result = AnswerOf<typeof readResult>;
type Turnout = AnswerOf<typeof readTurnout>;

const SECONDS = { hour: 3_600, day: 86_400 } as const;

export function resultRoutes(records: Records): readonly Route[] {
  return [
    route(readResult, ({ params: { electionId } }) =>
      atOneMoment(records, async (snapshot) => {
        const row = await electionRow(snapshot, electionId);
        return {
          ...{ electionId, phase: row.phase, ballots: ballotCounts(row), asOf: snapshot.asOf },
          ...(await readCounts(snapshot, row)),
          partialDecryptions: await readPartials(snapshot, row),
        };
      }),
    ),
    route(readTurnout, ({ params: { electionId }, query: { by } }) =>
      atOneMoment(records, async (snapshot) => {
        const row = await electionRow(snapshot, electionId);
        const { size } = await rowOf(
          snapshot.tx,
          sql<{ size: number }>`SELECT size FROM rolls WHERE roll_id = ${row.roll_id}`,
          { what: "roll", id: BigInt(row.roll_id) },
        );
        const items = await readTimes(snapshot, { row, seconds: SECONDS[by] });
        return { electionId, rollSize: size, ballots: ballotCounts(row), by, items, asOf: snapshot.asOf };
      }),
    ),
  ];
}

interface ResultRow extends PlacedRow {
  readonly counts: readonly string[];
  readonly trustee_indices: readonly number[];
}

/** What the chain could take back is announced, and not told. */
async function readCounts(
  { tx, asOf }: Snapshot,
  row: ElectionRow,
): Promise<Pick<Result, "state" | "counts" | "trusteeIndices" | "recorded">> {
  const query = sql<ResultRow>`SELECT t.counts, t.trustee_indices, ${PLACE} FROM results t ${PLACED}
    WHERE t.election_id = ${row.election_id}`;
  const [result] = await rowsOf(tx, query);
  if (result === undefined) return { state: "unpublished", counts: null, trusteeIndices: [], recorded: null };
  const recorded = toRecorded(result, asOf);
  const shared = { trusteeIndices: result.trustee_indices.map(Number), recorded };
  if (!recorded.final) return { state: "published", counts: null, ...shared };
  const options = rulesOf(row)?.optionCount ?? row.option_capacity;
  return { state: "final", counts: result.counts.slice(0, options).map(BigInt), ...shared };
}

interface PartialsRow extends PlacedRow {
  readonly trustee_index: number;
  /** Flat, decimal. */
  readonly partials: readonly string[];
}

async function readPartials({ tx, asOf }: Snapshot, row: ElectionRow): Promise<Result["partialDecryptions"]> {
  const query = sql<PartialsRow>`SELECT t.trustee_index, e.args -> 'partials' AS partials, ${PLACE}
    FROM partial_decryptions t ${PLACED} WHERE t.election_id = ${row.election_id} ORDER BY t.trustee_index`;
  return (await rowsOf(tx, query)).map((each) => ({
    trusteeIndex: each.trustee_index,
    partials: toPoints(each.partials),
    recorded: toRecorded(each, asOf),
  }));
}

function toPoints(words: readonly string[]): [bigint, bigint][] {
  return Array.from({ length: words.length / 2 }, (_, index) => [
    BigInt(words[2 * index]!),
    BigInt(words[2 * index + 1]!),
  ]);
}

interface TimeRow {
  readonly starts_at: number;
  readonly last_block: number;
  /** Ballots up to the end of this time. */
  readonly reached: number;
}

/**
 * Ballots are numbered in order, so each hour needs its last ballot alone: one look into an index for each, however many ballots there
 * are.
 */
async function readTimes(
  { tx, asOf }: Snapshot,
  { row, seconds }: { row: ElectionRow; seconds: number },
): Promise<Turnout["items"]> {
  if (row.accepted === 0) return [];
  const last = row.accepted - 1;
  const rows = await rowsOf(
    tx,
    sql<TimeRow>`WITH span AS (
      SELECT min(block_number) AS first, max(block_number) AS last FROM ballots
      WHERE election_id = ${row.election_id} AND ballot_index IN (0, ${last})
    ), times AS (
      SELECT k.time / ${seconds} * ${seconds} AS starts_at, max(k.number) AS last_block
      FROM blocks k, span WHERE k.number BETWEEN span.first AND span.last GROUP BY 1
    )
    SELECT starts_at, last_block, (
      SELECT b.ballot_index + 1 FROM ballots b
      WHERE b.election_id = ${row.election_id} AND b.block_number <= last_block AND b.block_number >= span.first
      ORDER BY b.block_number DESC, b.log_index DESC LIMIT 1
    ) AS reached FROM times, span ORDER BY starts_at`,
  );
  const items = rows.map(({ starts_at, last_block, reached }, index) => ({
    startsAt: starts_at,
    ballots: reached - (rows[index - 1]?.reached ?? 0),
    final: last_block <= asOf.finalBlock,
  }));
  return items.filter(({ ballots }) => ballots > 0);
}
