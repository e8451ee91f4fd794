import { setImmediate as breathe } from "node:timers/promises";
import {
  BASE,
  isOnCurve,
  toAffine,
  toProjective,
  type Point,
  type ProjectivePoint,
} from "../../../crypto/babyjubjub.ts";
import { hashOfWordList } from "../../../protocol/words-hash.ts";
import { PROOF_WORDS, pointsFrom } from "../../../protocol/words.ts";
import type { Database } from "../../store/store.ts";

/** Points c1, c2 of each option, added up over `ballots` ballots. */
export interface RunningSum {
  readonly ballots: number;
  readonly points: readonly Point[];
}

export interface SumQuestion {
  readonly database: Database;
  /** Decimal. */
  readonly electionId: string;
  readonly optionCapacity: number;
  /** H. */
  readonly electionKey: Point;
  /** Ballots of later blocks are left out. */
  readonly upTo: number;
}

/** Of a row of the index. */
export function questionOf({
  database,
  election,
  upTo,
}: {
  database: Database;
  election: { election_id: string; option_capacity: number; election_key_x: string; election_key_y: string };
  upTo: number;
}): SumQuestion {
  return {
    database,
    electionId: election.election_id,
    optionCapacity: election.option_capacity,
    electionKey: [BigInt(election.election_key_x), BigInt(election.election_key_y)],
    upTo,
  };
}

/** Each page blocks the event loop for some tens of milliseconds. */
const PAGE = 250;

/** Elgamal's encryption of zero with randomness 1, which the contract starts from. */
export function emptySum({ optionCapacity, electionKey }: SumQuestion): RunningSum {
  return { ballots: 0, points: Array.from({ length: optionCapacity }, () => [BASE, electionKey]).flat() };
}

/** Adds the ballots after those of the kept sum, or all; undefined if one of them is no ballot, or not the one that its row names. */
export async function sumBallots(question: SumQuestion, anew: boolean): Promise<RunningSum | undefined> {
  const kept = anew ? undefined : await readKept(question);
  const start = kept ?? emptySum(question);
  const sum = start.points.map(toProjective);
  let { ballots } = start;
  for (;;) {
    const page = await readPage(question, { from: ballots, limit: PAGE });
    if (!page.every((row) => addBallot(sum, row))) return undefined;
    ballots += page.length;
    if (page.length < PAGE) {
      const total = { ballots, points: sum.map(toAffine) };
      if (ballots > start.ballots) await keep(question, total);
      return total;
    }
    await breathe();
  }
}

/** At most PAGE of them. */
export function readPage(
  { database, electionId, upTo }: SumQuestion,
  { from, limit }: { from: number; limit: number },
): Promise<BallotRow[]> {
  return database
    .selectFrom("ballots")
    .select(["words", "nullifier", "ballot_hash"])
    .where("election_id", "=", electionId)
    .where("block_number", "<=", upTo)
    .where("ballot_index", ">=", from)
    .orderBy("ballot_index")
    .limit(Math.min(limit, PAGE))
    .execute();
}

export interface BallotRow {
  readonly words: readonly string[];
  readonly nullifier: string;
  readonly ballot_hash: string;
}

/** False if it is no ballot: no points of the curve, or not those that its row's hash and nullifier name. */
export function addBallot(sum: ProjectivePoint[], { words, nullifier, ballot_hash }: BallotRow): boolean {
  const said = words.slice(PROOF_WORDS).map(BigInt);
  const [spent, ...coordinates] = said;
  if (coordinates.length !== 2 * sum.length || spent !== BigInt(nullifier)) return false;
  if (hashOfWordList(said) !== ballot_hash) return false;
  const points = pointsFrom(coordinates);
  if (!points.every(isOnCurve)) return false;
  points.forEach((point, index) => (sum[index] = sum[index]!.add(toProjective(point))));
  return true;
}

/** The kept sum, if the block of its last ballot is still the same one. */
export async function readKept({ database, electionId, upTo }: SumQuestion): Promise<RunningSum | undefined> {
  const row = await database
    .selectFrom("watched_elections")
    .innerJoin("blocks", (join) =>
      join
        .onRef("blocks.number", "=", "watched_elections.block_number")
        .onRef("blocks.hash", "=", "watched_elections.block_hash"),
    )
    .select(["ballots", "aggregate"])
    .where("election_id", "=", electionId)
    .where("block_number", "<=", upTo)
    .executeTakeFirst();
  return row && { ballots: row.ballots, points: pointsFrom(row.aggregate.map(BigInt)) };
}

/** The next sum begins with the first ballot. */
export async function forgetKept({ database, electionId }: SumQuestion): Promise<void> {
  await database.deleteFrom("watched_elections").where("election_id", "=", electionId).execute();
}

/** With the block of the last ballot, whose row goes when a reorganisation takes it. */
async function keep({ database, electionId }: SumQuestion, { ballots, points }: RunningSum): Promise<void> {
  const last = await database
    .selectFrom("ballots")
    .innerJoin("blocks", "blocks.number", "ballots.block_number")
    .select(["blocks.number", "blocks.hash"])
    .where("election_id", "=", electionId)
    .where("ballot_index", "=", ballots - 1)
    .executeTakeFirst();
  if (last === undefined) return;
  const row = {
    block_number: last.number,
    block_hash: last.hash,
    ballots,
    aggregate: JSON.stringify(points.flat().map(String)),
  };
  await database
    .insertInto("watched_elections")
    .values({ election_id: electionId, ...row })
    .onConflict((conflict) => conflict.column("election_id").doUpdateSet(row))
    .execute();
}
