import type { Chain } from "../../chain/contracts.ts";
import { isPsephosError } from "../../errors.ts";
import { describeFailure } from "../http/describe-failure.ts";
import type { Part } from "../part.ts";
import type { Store } from "../store/store.ts";
import type { StepListener, Telemetry } from "../telemetry.ts";
import { openFaults } from "./follow/faults.ts";
import { createFollower, type Look } from "./follow/follower.ts";
import { follow } from "./follow/loop.ts";
import { readState, requireSameDeployment } from "./follow/state.ts";
import { healthOf } from "./health.ts";
import { indexerMetrics } from "./metrics.ts";
import { recordRoutes } from "./rest/routes.ts";
import { DEFAULT_INDEXER_SETTINGS, type IndexerSettings } from "./settings.ts";

export interface IndexerInput {
  readonly store: Store;
  /** The node that the index is read from. */
  readonly chain: Chain;
  /** Other nodes of the same chain: nothing is called final that one of them denies. */
  readonly secondOpinions?: readonly Chain[];
  readonly settings?: Partial<IndexerSettings>;
  readonly telemetry: Telemetry;
  /** Of this program, for the API. */
  readonly version: string;
  /** indexer.range-read, indexer.rows-written, indexer.cursor-written, indexer.rollback-deleted, indexer.rollback-done. */
  readonly onStep?: StepListener;
}

const LOCAL_POLL_MS = 250;

/** Follows the chain into the database for as long as it runs. Several may share the work on one database. */
export function indexerPart(input: IndexerInput): Part {
  const { store, chain, secondOpinions = [], telemetry, version, onStep } = input;
  const settings = { ...DEFAULT_INDEXER_SETTINGS, ...input.settings };
  const { confirmations, answerMs, rangeBlocks, rangeEvents } = settings;
  const stopping = new AbortController();
  const { signal } = stopping;
  const config = { confirmations: confirmations ?? undefined, answerMs, rangeBlocks, rangeEvents };
  const step = onStep === undefined ? {} : { onStep };
  const follower = createFollower({ store, chain, secondOpinions, config, signal, ...step });
  const metrics = indexerMetrics(telemetry.metrics);
  const seen = {
    look: undefined as Look | undefined,
    lookAt: performance.now(),
    headAt: performance.now(),
    failure: undefined as string | undefined,
  };
  let running = Promise.resolve();

  const onLook = (look: Look): void => {
    const now = performance.now();
    if (look.head !== seen.look?.head) seen.headAt = now;
    Object.assign(seen, { look, lookAt: now, failure: undefined });
    metrics.cursor.set(look.cursor);
    metrics.head.set(look.head);
    metrics.events.inc(look.events);
    if (look.rolledBack) metrics.rollbacks.inc();
    metrics.lastLook.setToCurrentTime();
    const { cursor, head, events, rolledBack } = look;
    if (rolledBack) telemetry.log.warn({ cursor, head }, "The index followed a reorganisation");
    else if (events > 0) telemetry.log.info({ cursor, head, events }, "The index went on");
  };
  const onFailure = (error: unknown): void => {
    const code = isPsephosError(error) ? error.code : "INTERNAL";
    seen.failure = code;
    metrics.failures.inc({ code });
    telemetry.log.warn({ code, failure: describeFailure(error) }, "A look at the chain failed");
  };

  return {
    name: "indexer",
    routes: recordRoutes({ store, deployment: chain.deployment, version }),
    async start() {
      const state = await readState(store.database);
      if (state !== undefined) requireSameDeployment(state, chain);
      seen.lookAt = seen.headAt = performance.now();
      const pollMs = settings.pollMs ?? (chain.isLocal ? LOCAL_POLL_MS : chain.provider.pollingInterval);
      running = follow({ follower, pollMs, signal, onLook, onFailure });
    },
    async stop() {
      stopping.abort();
      await running;
    },
    async health() {
      const now = performance.now();
      const { look, lookAt, headAt, failure } = seen;
      const sinceLookSeconds = (now - lookAt) / 1_000;
      const sinceHeadSeconds = (now - headAt) / 1_000;
      const faults = await openFaults(store).catch((error: unknown) => {
        seen.failure = isPsephosError(error) ? error.code : "STORE_UNAVAILABLE";
        return undefined;
      });
      return healthOf({ look, sinceLookSeconds, sinceHeadSeconds, failure, faults }, settings);
    },
  };
}
