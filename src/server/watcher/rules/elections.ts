import { equals, type Point } from "../../../crypto/babyjubjub.ts";
import { readAggregate, readElection, type ElectionRecord } from "../../../chain/elections.ts";
import { boundedTime } from "../../times.ts";
import { finalBlockOf } from "../facts/final-block.ts";
import { rollingCheck } from "../facts/rolling-check.ts";
import { questionOf, sumBallots, type RunningSum } from "../facts/running-sum.ts";
import type { Finding } from "../finding.ts";
import type { Rule, Sight } from "../rule.ts";

/** What an election is, by name, as the index or the contract tells it; values as text so that they compare. */
export type ElectionFacts = Readonly<Record<string, string>>;

export interface ElectionComparison {
  readonly electionId: string;
  readonly blockNumber: number;
  readonly index: ElectionFacts;
  readonly contract: ElectionFacts;
  /** Of the ballots in the index; undefined if one of them is no ballot. */
  readonly sum: RunningSum | undefined;
  readonly indexed: number;
  readonly accepted: number;
  readonly aggregate: readonly Point[];
}

export function judgeElection(comparison: ElectionComparison): Finding[] {
  const { electionId, blockNumber, index, contract, sum, indexed, accepted, aggregate } = comparison;
  const subject = `election:${electionId}`;
  const common = { severity: "critical", subject } as const;
  const findings: Finding[] = Object.keys(contract)
    .filter((what) => index[what] !== contract[what])
    .slice(0, 1)
    .map((what) => ({ kind: "record-differs", ...common, detail: { electionId, blockNumber, what } }));
  if (indexed !== accepted) {
    const detail = { electionId, blockNumber, contract: accepted, index: indexed };
    findings.push({ kind: "count-differs", ...common, detail });
  }
  if (sum === undefined || !samePoints(sum.points, aggregate)) {
    findings.push({ kind: "aggregate-differs", ...common, detail: { electionId, blockNumber } });
  }
  return findings;
}

function samePoints(left: readonly Point[], right: readonly Point[]): boolean {
  return left.length === right.length && left.every((point, index) => equals(point, right[index]!));
}

/** Ballots are added up here as they were logged, and the sum, their number and what was frozen at the start are held against the contract. */
export function electionsRule(): Rule {
  const checkOn = rollingCheck();
  return {
    name: "elections",
    kinds: ["aggregate-differs", "count-differs", "record-differs"],
    async look(sight) {
      const { database } = sight.store;
      const upTo = await finalBlockOf(database);
      if (upTo === undefined) return [];
      const elections = await readElections(sight, upTo);
      await checkOn(elections.map((election) => questionOf({ database, election, upTo })));
      const findings: Finding[] = [];
      let checked = 0;
      for (const election of elections) {
        const comparison = await compare({ sight, election, upTo });
        const found = judgeElection(comparison);
        if (found.length === 0) checked += comparison.indexed;
        findings.push(...found);
      }
      sight.metrics.ballotsChecked.set(checked);
      return findings;
    },
  };
}

function readElections({ store }: Sight, upTo: number) {
  return store.database
    .selectFrom("elections")
    .selectAll()
    .where("block_number", "<=", upTo)
    .orderBy("election_id")
    .execute();
}

type ElectionRow = Awaited<ReturnType<typeof readElections>>[number];

interface Question {
  readonly sight: Sight;
  readonly election: ElectionRow;
  readonly upTo: number;
}

async function compare({ sight, election, upTo }: Question): Promise<ElectionComparison> {
  const { chain, store } = sight;
  const id = BigInt(election.election_id);
  const [record, aggregate] = await Promise.all([
    readElection(chain, id, { block: upTo }),
    readAggregate(chain, id, { block: upTo }),
  ]);
  const points = aggregate.flatMap(({ c1, c2 }) => [c1, c2]);
  const question = questionOf({ database: store.database, election, upTo });
  let sum = await sumBallots(question, false);
  // The kept sum may be what is wrong: nobody is alarmed before every ballot was added up again.
  if (sum === undefined || !samePoints(sum.points, points)) sum = await sumBallots(question, true);
  return {
    electionId: election.election_id,
    blockNumber: upTo,
    index: indexFacts(election),
    contract: contractFacts(record),
    sum,
    indexed: await countBallots({ sight, election, upTo }),
    accepted: record.accepted,
    aggregate: points,
  };
}

async function countBallots({ sight, election, upTo }: Question): Promise<number> {
  const { count } = await sight.store.database
    .selectFrom("ballots")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("election_id", "=", election.election_id)
    .where("block_number", "<=", upTo)
    .executeTakeFirstOrThrow();
  return count;
}

function indexFacts(row: ElectionRow): ElectionFacts {
  return textOf({
    manifestHash: row.manifest_hash,
    rollId: row.roll_id,
    rollRoot: row.roll_root,
    ceremonyId: row.ceremony_id,
    electionKey: `${row.election_key_x},${row.election_key_y}`,
    rules: row.rules,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    resultBy: row.result_by,
    minimumTurnout: row.minimum_turnout,
    optionCapacity: row.option_capacity,
  });
}

/** Times bounded as in the index. */
function contractFacts({ config, rollRoot, electionKey, optionCapacity }: ElectionRecord): ElectionFacts {
  const { opensAt, closesAt, resultBy } = config;
  const times = { opensAt: boundedTime(opensAt), closesAt: boundedTime(closesAt), resultBy: boundedTime(resultBy) };
  return textOf({ ...config, ...times, rollRoot, electionKey: electionKey.join(), optionCapacity });
}

function textOf(facts: Readonly<Record<string, string | number | bigint>>): ElectionFacts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value).toLowerCase()]));
}
