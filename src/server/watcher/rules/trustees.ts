import type { Finding, TrusteeStep } from "../finding.ts";
import type { Rule, Sight } from "../rule.ts";
import type { WatcherSettings } from "../settings.ts";

export interface CeremonyFact {
  readonly ceremonyId: string;
  readonly phase: "registering" | "committing" | "dealing" | "finished" | "failed";
  readonly trusteeCount: number;
  readonly registerBy: number;
  readonly commitBy: number;
  readonly dealBy: number;
  /** Indices of trustees that took each step. */
  readonly registered: readonly number[];
  readonly committed: readonly number[];
  readonly dealt: readonly number[];
}

export interface OpeningFact {
  readonly electionId: string;
  readonly phase: "setup" | "voting" | "opening" | "opened" | "failed" | "cancelled";
  readonly trusteeCount: number;
  readonly threshold: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly resultBy: number;
  readonly keyTests: readonly number[];
  readonly partials: readonly number[];
}

export interface TrusteeFacts {
  /** Time of the newest block, unix seconds. */
  readonly now: number;
  readonly ceremonies: readonly CeremonyFact[];
  readonly elections: readonly OpeningFact[];
}

export function judgeTrustees({ now, ceremonies, elections }: TrusteeFacts, settings: WatcherSettings): Finding[] {
  return [
    ...ceremonies.flatMap((ceremony) => judgeCeremony({ now, ceremony, settings })),
    ...elections.flatMap((election) => judgeElection({ now, election, settings })),
  ];
}

interface CeremonyCase {
  readonly now: number;
  readonly ceremony: CeremonyFact;
  readonly settings: WatcherSettings;
}

/** From some time before each deadline on; a failed ceremony's missing step stays an alert for the days of `shownSeconds`. */
function judgeCeremony({ now, ceremony, settings }: CeremonyCase): Finding[] {
  const { ceremonyId: id, trusteeCount, registered, committed, dealt } = ceremony;
  const steps = [
    { step: "register", dueAt: ceremony.registerBy, done: registered, expected: all(trusteeCount) },
    { step: "commit", dueAt: ceremony.commitBy, done: committed, expected: all(trusteeCount) },
    { step: "deal", dueAt: ceremony.dealBy, done: dealt, expected: committed },
  ] as const;
  const failed = ceremony.phase === "failed";
  const current = { registering: steps[0], committing: steps[1], dealing: steps[2], finished: undefined };
  const missed = steps.find(({ done, expected, dueAt }) => dueAt <= now && done.length < expected.length);
  const asked = ceremony.phase === "failed" ? missed : current[ceremony.phase];
  if (asked === undefined || now < asked.dueAt - settings.trusteeNoticeSeconds) return [];
  if (failed && now > asked.dueAt + settings.shownSeconds) return [];
  const late = asked.expected.filter((index) => !asked.done.includes(index));
  const { step, dueAt } = asked;
  return late.map((trusteeIndex) => ({
    kind: "trustee-late",
    severity: failed ? "critical" : "warning",
    subject: `ceremony:${id}:trustee:${trusteeIndex}`,
    detail: { of: "ceremony", id, trusteeIndex, step, dueAt, past: now >= dueAt },
  }));
}

/** So near to the opening an election without enough key tests is about to fail. */
const URGENT_SECONDS = 3_600;

interface ElectionCase {
  readonly now: number;
  readonly election: OpeningFact;
  readonly settings: WatcherSettings;
}

function judgeElection({ now, election, settings }: ElectionCase): Finding[] {
  const { threshold, phase, opensAt, closesAt, resultBy } = election;
  const notice = settings.trusteeNoticeSeconds;
  if (phase === "setup" && now >= opensAt - notice) {
    // Until then calling them is for the same day: most trustees test on the last one.
    const critical = election.keyTests.length < threshold && now >= opensAt - URGENT_SECONDS;
    return lateOnes({ election, done: election.keyTests, step: "key-test", dueAt: opensAt, past: false, critical });
  }
  // Enough of them have opened it: then anyone can publish the result.
  if (phase !== "opening" || election.partials.length >= threshold) return [];
  const dueAt = Math.min(closesAt + settings.openingSeconds, resultBy);
  if (now < dueAt) return [];
  const critical = now >= resultBy - notice;
  return lateOnes({ election, done: election.partials, step: "partial-decryption", dueAt, past: true, critical });
}

function lateOnes({
  election: { electionId: id, trusteeCount },
  done,
  step,
  dueAt,
  past,
  critical,
}: {
  readonly election: OpeningFact;
  readonly done: readonly number[];
  readonly step: TrusteeStep;
  readonly dueAt: number;
  readonly past: boolean;
  readonly critical: boolean;
}): Finding[] {
  return all(trusteeCount)
    .filter((index) => !done.includes(index))
    .map((trusteeIndex) => ({
      kind: "trustee-late",
      severity: critical ? "critical" : "warning",
      subject: `election:${id}:trustee:${trusteeIndex}`,
      detail: { of: "election", id, trusteeIndex, step, dueAt, past },
    }));
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Deadlines go by chain time: the newest block's, as in the contracts. */
export const trusteesRule: Rule = {
  name: "trustees",
  kinds: ["trustee-late"],
  async look(sight) {
    const state = await sight.store.database.selectFrom("index_state").select("cursor_time").executeTakeFirst();
    if (state === undefined) return [];
    const [ceremonies, elections] = await Promise.all([readCeremonies(sight), readOpenings(sight)]);
    return judgeTrustees({ now: state.cursor_time, ceremonies, elections }, sight.settings);
  },
};

async function readCeremonies({ store }: Sight): Promise<CeremonyFact[]> {
  const rows = await store.database
    .selectFrom("ceremony_states")
    .selectAll()
    .where("phase", "!=", "finished")
    .orderBy("ceremony_id")
    .execute();
  return rows.map((row) => ({
    ceremonyId: row.ceremony_id,
    phase: row.phase,
    trusteeCount: row.trustees.length,
    registerBy: row.register_by,
    commitBy: row.commit_by,
    dealBy: row.deal_by,
    registered: row.registered,
    committed: row.committed,
    dealt: row.dealt,
  }));
}

async function readOpenings({ store }: Sight): Promise<OpeningFact[]> {
  const rows = await store.database
    .selectFrom("election_states")
    .innerJoin("ceremonies", "ceremonies.ceremony_id", "election_states.ceremony_id")
    .selectAll("election_states")
    .select("ceremonies.trustees")
    .where("phase", "in", ["setup", "opening"])
    .orderBy("election_id")
    .execute();
  return rows.map((row) => ({
    electionId: row.election_id,
    phase: row.phase,
    trusteeCount: row.trustees.length,
    threshold: row.threshold,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    resultBy: row.result_by,
    keyTests: row.key_tests,
    partials: row.partials,
  }));
}
