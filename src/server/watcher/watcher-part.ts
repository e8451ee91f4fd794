import { randomUUID } from "node:crypto";
import type { Chain } from "../../chain/contracts.ts";
import { describeFailure } from "../http/describe-failure.ts";
import type { Part, PartHealth } from "../part.ts";
import type { Store } from "../store/store.ts";
import type { StepListener, Telemetry } from "../telemetry.ts";
import { countOpen } from "./alert-reads.ts";
import { leaseOf } from "./lease.ts";
import { watcherMetrics, type WatcherMetrics } from "./metrics.ts";
import { repeat } from "./repeat.ts";
import { roundsOf } from "./round.ts";
import { alertRoutes } from "./routes.ts";
import { allRules } from "./rules.ts";
import { DEFAULT_WATCHER_SETTINGS, type WatcherSettings } from "./settings.ts";

export interface WatcherInput {
  readonly store: Store;
  /** The node that the services use. */
  readonly chain: Chain;
  /** Other nodes of the same chain, run by others; without any the watcher has to believe the first one. */
  readonly secondOpinions?: readonly Chain[];
  readonly settings?: Partial<WatcherSettings>;
  readonly telemetry: Telemetry;
  /** Told "watcher.round" after each round that this process made. */
  readonly onStep?: StepListener;
}

/** A node that does not answer is waited for half a minute: a round must not lose its lease to that. */
const SLOWEST_ANSWER_SECONDS = 45;
/** Without a round for so many intervals the watcher does not watch. */
const MISSED_ROUNDS = 5;

/** Looks at everything again and again, and keeps what it sees as alerts. Of several watchers one looks, the others stand by. */
export function watcherPart(input: WatcherInput): Part {
  const { store, chain, secondOpinions = [], telemetry, onStep } = input;
  const settings = { ...DEFAULT_WATCHER_SETTINGS, ...input.settings };
  const metrics = watcherMetrics(telemetry.metrics);
  const leaseSeconds = 3 * settings.intervalSeconds + SLOWEST_ANSWER_SECONDS;
  const lease = leaseOf({ store, holder: randomUUID(), seconds: leaseSeconds });
  const sight = { store, chain, secondOpinions, settings, metrics };
  const rounds = roundsOf({ sight, rules: allRules(), lease, log: telemetry.log });
  const last = { at: performance.now(), complete: true, looking: false };

  const round = async (): Promise<void> => {
    last.looking = await lease.take();
    const started = performance.now();
    if (last.looking) {
      last.complete = await rounds.run();
      metrics.roundSeconds.set((performance.now() - started) / 1_000);
      await onStep?.("watcher.round");
    }
    await showOpen(store, metrics);
    last.at = performance.now();
    metrics.looking.set(last.looking ? 1 : 0);
    metrics.lastRound.setToCurrentTime();
  };
  const loop = repeat({
    work: round,
    everyMs: settings.intervalSeconds * 1_000,
    onError: (error) => telemetry.log.error({ failure: describeFailure(error) }, "A round of the watcher failed"),
  });

  return {
    name: "watcher",
    routes: alertRoutes(store.database),
    start() {
      last.at = performance.now();
      loop.start();
      return Promise.resolve();
    },
    async stop() {
      await loop.stop();
      await lease.release();
    },
    async health() {
      const silent =
        performance.now() - last.at > (MISSED_ROUNDS * settings.intervalSeconds + SLOWEST_ANSWER_SECONDS) * 1_000;
      const open = (await countOpen(store.database)).reduce((sum, { count }) => sum + count, 0);
      const state: PartHealth["state"] = silent ? "failing" : last.complete ? "ok" : "degraded";
      return { state, detail: { openAlerts: open, looking: last.looking, allChecksMade: last.complete } };
    },
  };
}

async function showOpen({ database }: Store, metrics: WatcherMetrics): Promise<void> {
  const counts = await countOpen(database);
  metrics.open.reset();
  for (const { kind, severity, count } of counts) metrics.open.set({ kind, severity }, count);
}
