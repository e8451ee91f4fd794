import { sql } from "kysely";
import { latestTime } from "../../../chain/time.ts";
import type { Database } from "../../store/store.ts";
import { ENTRY_KINDS } from "../../store/tables/relay.ts";
import type { Finding } from "../finding.ts";
import { roughly } from "../roughly.ts";
import type { Rule } from "../rule.ts";
import type { WatcherSettings } from "../settings.ts";

/** Entries of one target that are not on the chain yet. */
export interface WaitingEntries {
  readonly kind: string;
  readonly target: string;
  readonly waiting: number;
  /** Chain time from which the target takes no more; undefined where there is none. */
  readonly closesAt: number | undefined;
  /** Since when the oldest is due, by the database's clock; 0 if none is. */
  readonly overdueSeconds: number;
}

export interface EntryFacts {
  /** Time of the newest block, unix seconds. */
  readonly now: number;
  readonly targets: readonly WaitingEntries[];
  readonly deadLetters: number;
}

export function judgeEntries({ now, targets, deadLetters }: EntryFacts, settings: WatcherSettings): Finding[] {
  const findings = targets.flatMap((target) => judgeTarget({ now, target, settings }));
  if (deadLetters > 0) {
    const detail = { count: deadLetters };
    findings.push({ kind: "dead-letters", severity: "warning", subject: "jobs", detail });
  }
  return findings;
}

/** Critical when half of the time is gone in which anything could still be done. */
function judgeTarget({
  now,
  target: { kind, target, waiting, closesAt, overdueSeconds },
  settings,
}: {
  readonly now: number;
  readonly target: WaitingEntries;
  readonly settings: WatcherSettings;
}): Finding[] {
  const secondsLeft = closesAt === undefined ? Infinity : closesAt - now;
  const near = secondsLeft <= settings.closeNoticeSeconds;
  if (!near && overdueSeconds <= settings.overdueSeconds) return [];
  const severity = secondsLeft <= settings.closeNoticeSeconds / 2 ? "critical" : "warning";
  const detail = { kind, target, waiting: roughly(waiting), ...(closesAt === undefined ? {} : { secondsLeft }) };
  return [{ kind: "entries-waiting", severity, subject: `${kind}:${target}`, detail }];
}

/** What was accepted must reach the chain before its election closes. */
export const entriesRule: Rule = {
  name: "entries",
  kinds: ["entries-waiting", "dead-letters"],
  async look({ store, chain, settings, metrics }) {
    const [now, targets, deadLetters] = await Promise.all([
      latestTime(chain),
      readWaiting(store.database),
      store.jobs.countDeadLetters(),
    ]);
    metrics.deadLetters.set(deadLetters);
    for (const kind of ENTRY_KINDS) {
      const ofKind = targets.filter((target) => target.kind === kind);
      metrics.entriesWaiting.set(
        { kind },
        ofKind.reduce((sum, { waiting }) => sum + waiting, 0),
      );
    }
    return judgeEntries({ now, targets, deadLetters }, settings);
  },
};

async function readWaiting(database: Database): Promise<WaitingEntries[]> {
  const rows = await database
    .selectFrom("relay_entries")
    .select(["kind", "target"])
    .select(({ fn }) => [fn.countAll<number>().as("waiting"), fn.min("closes_at").as("closes_at")])
    .select(sql<number>`coalesce(floor(extract(epoch FROM now() - min(due_at))), 0)::int`.as("overdue"))
    .where("state", "in", ["received", "submitted"])
    .groupBy(["kind", "target"])
    .execute();
  return rows.map(({ kind, target, waiting, closes_at, overdue }) => ({
    kind,
    target,
    waiting,
    closesAt: closes_at ?? undefined,
    overdueSeconds: Math.max(0, overdue),
  }));
}
