import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { listElections, readElection } from "../../api/elections.ts";
import type { AsOf } from "../../api/recorded.ts";
import { isPsephosError } from "../../../errors.ts";
import { describeRules } from "../../../protocol/describe-rules.ts";
import { unpackRules, type Rules } from "../../../protocol/rules.ts";
import { electionScope } from "../../../protocol/scope.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_WORD_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, PLACE, PLACED, rowOf, rowsOf, type Records, type Snapshot } from "./records.ts";

type Summary = AnswerOf<typeof listElections>["items"][number];
type Detail = AnswerOf<typeof readElection>;

export interface ElectionRow extends PlacedRow {
  readonly election_id: string;
  readonly phase: Summary["phase"];
  readonly opens_at: number;
  readonly closes_at: number;
  readonly result_by: number;
  readonly manifest_hash: string;
  readonly creator: string;
  readonly roll_id: string;
  readonly ceremony_id: string;
  readonly rules: string;
  readonly minimum_turnout: number;
  readonly roll_root: string;
  readonly election_key_x: string;
  readonly election_key_y: string;
  readonly option_capacity: 2 | 4 | 8;
  readonly accepted: number;
  /** Of `accepted`, those in final blocks. */
  readonly accepted_final: number;
}

/** Ballots are numbered in order, so the last one in a final block tells how many there are. */
function electionsWith({ asOf }: Snapshot) {
  return sql<ElectionRow>`SELECT v.*, coalesce((
      SELECT max(b.ballot_index) + 1 FROM ballots b WHERE b.election_id = v.election_id AND b.block_number <= ${asOf.finalBlock}
    ), 0) AS accepted_final
    FROM election_states v`;
}

export function electionRow(snapshot: Snapshot, electionId: bigint): Promise<ElectionRow> {
  const query = sql<ElectionRow>`${electionsWith(snapshot)} WHERE v.election_id = ${electionId.toString()}`;
  return rowOf(snapshot.tx, query, { what: "election", id: electionId });
}

export function ballotCounts({ accepted, accepted_final }: ElectionRow): Summary["ballots"] {
  return { newest: accepted, final: accepted_final };
}

/** Undefined for rules that the contract took and this program does not read. */
export function rulesOf({ rules }: Pick<ElectionRow, "rules">): Rules | undefined {
  try {
    return unpackRules(BigInt(rules));
  } catch (error) {
    if (isPsephosError(error, "RULES_INVALID")) return undefined;
    throw error;
  }
}

export function electionRoutes(records: Records): readonly Route[] {
  return [
    route(listElections, ({ query: { limit, cursor, phase } }) =>
      atOneMoment(records, async (snapshot) => {
        const [before] = cursorKeys(cursor, [MAX_WORD_DIGITS]) ?? [];
        const query = sql<ElectionRow>`${electionsWith(snapshot)}
          WHERE ${before === undefined ? sql`true` : sql`v.election_id < ${before}`}
          AND ${phase === undefined ? sql`true` : sql`v.phase = ${phase}`}
          ORDER BY v.election_id DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(snapshot.tx, query);
        const toItem = (row: ElectionRow): Summary => toSummary(row, snapshot.asOf);
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.election_id], toItem }), asOf: snapshot.asOf };
      }),
    ),
    route(readElection, ({ params: { electionId } }) =>
      atOneMoment(records, async (snapshot) => {
        const row = await electionRow(snapshot, electionId);
        return {
          ...toSummary(row, snapshot.asOf),
          ...(await readDetail({ snapshot, row, records })),
          asOf: snapshot.asOf,
        };
      }),
    ),
  ];
}

function toSummary(row: ElectionRow, asOf: AsOf): Summary {
  const { phase } = row;
  const [opensAt, closesAt, resultBy] = [row.opens_at, row.closes_at, row.result_by];
  const ends: Partial<Record<Summary["phase"], number>> = { setup: opensAt, voting: closesAt, opening: resultBy };
  return {
    electionId: BigInt(row.election_id),
    phase,
    phaseEndsAt: ends[phase] ?? null,
    ...{ opensAt, closesAt, resultBy },
    manifestHash: row.manifest_hash,
    creator: row.creator,
    rollId: BigInt(row.roll_id),
    ceremonyId: BigInt(row.ceremony_id),
    ballots: ballotCounts(row),
    recorded: toRecorded(row, asOf),
  };
}

interface DetailInput {
  readonly snapshot: Snapshot;
  readonly row: ElectionRow;
  readonly records: Records;
}

async function readDetail({ snapshot, row, records }: DetailInput): Promise<Omit<Detail, keyof Summary | "asOf">> {
  const { chainId, addresses } = records.deployment;
  const electionId = BigInt(row.election_id);
  const rules = rulesOf(row);
  const [cancelled] = await actsOf(snapshot, { table: "election_cancellations", row });
  const [resultPublished] = await actsOf(snapshot, { table: "results", row });
  return {
    scope: electionScope({ chainId: BigInt(chainId), contract: addresses.elections, electionId }),
    optionCapacity: row.option_capacity,
    minimumTurnout: row.minimum_turnout,
    rollRoot: BigInt(row.roll_root),
    electionKey: [BigInt(row.election_key_x), BigInt(row.election_key_y)],
    rules: rules ?? null,
    rulesInWords: rules === undefined ? null : { zh: describeRules(rules, "zh"), en: describeRules(rules, "en") },
    phases: phasesOf(row),
    roll: await readRollOf(snapshot, row),
    ceremony: await readCeremonyOf(snapshot, row),
    keyTests: await trusteeActs(snapshot, { table: "key_tests", row }),
    partialDecryptions: await trusteeActs(snapshot, { table: "partial_decryptions", row }),
    cancelled: cancelled === undefined ? null : toRecorded(cancelled, snapshot.asOf),
    resultPublished: resultPublished === undefined ? null : toRecorded(resultPublished, snapshot.asOf),
  };
}

function phasesOf(row: ElectionRow): Detail["phases"] {
  const times = [row.created_at, row.opens_at, row.closes_at, row.result_by].map(Number);
  return (["setup", "voting", "opening"] as const).map((phase, index) => ({
    phase,
    startsAt: times[index]!,
    endsAt: times[index + 1]!,
  }));
}

interface ActsQuestion {
  readonly table: "election_cancellations" | "results" | "key_tests" | "partial_decryptions";
  readonly row: ElectionRow;
}

function actsOf({ tx }: Snapshot, { table, row }: ActsQuestion): Promise<(PlacedRow & { trustee_index?: number })[]> {
  const query = sql<PlacedRow & { trustee_index?: number }>`SELECT t.*, ${PLACE} FROM ${sql.table(table)} t ${PLACED}
    WHERE t.election_id = ${row.election_id} ORDER BY t.block_number, t.log_index`;
  return rowsOf(tx, query);
}

async function trusteeActs(snapshot: Snapshot, question: ActsQuestion): Promise<Detail["keyTests"]> {
  const rows = await actsOf(snapshot, question);
  return rows.map((row) => ({ trusteeIndex: row.trustee_index!, recorded: toRecorded(row, snapshot.asOf) }));
}

async function readRollOf({ tx }: Snapshot, { roll_id }: ElectionRow): Promise<Detail["roll"]> {
  const query = sql<{
    size: number;
    total_weight: string;
    file_hash: string;
  }>`SELECT size, total_weight, file_hash FROM rolls WHERE roll_id = ${roll_id}`;
  const rollId = BigInt(roll_id);
  const row = await rowOf(tx, query, { what: "roll", id: rollId });
  return { rollId, size: row.size, totalWeight: BigInt(row.total_weight), fileHash: row.file_hash };
}

async function readCeremonyOf({ tx }: Snapshot, { ceremony_id }: ElectionRow): Promise<Detail["ceremony"]> {
  const query = sql<{
    threshold: number;
    trustees: string[];
  }>`SELECT threshold, trustees FROM ceremonies WHERE ceremony_id = ${ceremony_id}`;
  const ceremonyId = BigInt(ceremony_id);
  return { ceremonyId, ...(await rowOf(tx, query, { what: "ceremony", id: ceremonyId })) };
}
