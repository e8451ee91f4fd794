import { z } from "zod";
import { DEFAULT_INDEXER_SETTINGS as INDEXER } from "../indexer/settings.ts";
import { DEFAULT_WATCHER_SETTINGS as WATCHER } from "../watcher/settings.ts";
import { count } from "./values.ts";

const YEAR_SECONDS = 366 * 86_400;
const seconds = (min = 1) => count({ min, max: YEAR_SECONDS });

export const indexerSchema = z.strictObject({
  pollMs: count({ max: 600_000 })
    .default(INDEXER.pollMs ?? 0)
    .describe("Between two looks for new blocks; 0 for what suits the chain."),
  answerMs: count({ min: 100, max: 600_000 })
    .default(INDEXER.answerMs)
    .describe("A node that takes longer has not answered."),
  rangeBlocks: count({ min: 1, max: 1_000_000 })
    .default(INDEXER.rangeBlocks)
    .describe("Blocks that are read at once; fewer while the node refuses so many."),
  rangeEvents: count({ min: 1, max: 100_000 })
    .default(INDEXER.rangeEvents)
    .describe("Events in one transaction, about."),
  staleSeconds: count({ min: 1, max: 45 })
    .default(INDEXER.staleSeconds)
    .describe("Without a successful look for so long the index is stale."),
});

export const watcherSchema = z.strictObject({
  intervalSeconds: seconds().default(WATCHER.intervalSeconds).describe("Between two rounds of all checks."),
  failuresBeforeAlert: count({ min: 1, max: 1_000 })
    .default(WATCHER.failuresBeforeAlert)
    .describe("Rounds in a row in which a check fails before that is an alert."),
  shownSeconds: seconds().default(WATCHER.shownSeconds).describe("How long changes of keys and authorities stay open."),
  trusteeNoticeSeconds: seconds(0)
    .default(WATCHER.trusteeNoticeSeconds)
    .describe("So long before a trustee's deadline a missing step is an alert."),
  openingSeconds: seconds(0)
    .default(WATCHER.openingSeconds)
    .describe("So long after the close trustees should have opened."),
  behindBlocks: count({ min: 1, max: 1_000_000 })
    .default(WATCHER.behindBlocks)
    .describe("Behind the node by more blocks, the index is behind."),
  behindSeconds: seconds()
    .default(WATCHER.behindSeconds)
    .describe("Behind the node by more seconds, the index is behind."),
  stalledSeconds: seconds(0)
    .default(WATCHER.stalledSeconds ?? 0)
    .describe("Without a new block for longer, the chain stands still; 0 for chains that make blocks on demand alone."),
  logSilenceSeconds: seconds()
    .default(WATCHER.logSilenceSeconds)
    .describe("A sharing log that anchored regularly is silent after this."),
  refusalBurst: count({ min: 1, max: 1_000_000 })
    .default(WATCHER.refusalBurst)
    .describe("So many refused proofs are a burst."),
  refusalMinutes: count({ min: 1, max: 60 })
    .default(WATCHER.refusalMinutes)
    .describe("Minutes in which a burst's proofs are counted."),
  reserveEntries: count({ max: 10_000_000 })
    .default(WATCHER.reserveEntries)
    .describe("Entries that a relayer's account must be able to pay for besides what waits."),
  gasPerEntry: count({ min: 1, max: 10_000_000 }).default(WATCHER.gasPerEntry).describe("Gas of one entry."),
  closeNoticeSeconds: seconds(0)
    .default(WATCHER.closeNoticeSeconds)
    .describe("Entries that still wait so near to the close are an alert."),
  overdueSeconds: seconds()
    .default(WATCHER.overdueSeconds)
    .describe("Entries that are due since so long are an alert."),
});
