import { latestBlock } from "../../../chain/time.ts";
import type { Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";
import type { WatcherSettings } from "../settings.ts";

export interface IndexProgress {
  /** Newest block of the node, asked by the watcher itself, not the one that the indexer noted. */
  readonly head: { readonly number: number; readonly time: number };
  /** How far the index has read; before its first range the block before the deployment, of time 0. */
  readonly cursor: { readonly number: number; readonly time: number };
}

export function judgeProgress({ head, cursor }: IndexProgress, settings: WatcherSettings): Finding[] {
  const blocks = Math.max(0, head.number - cursor.number);
  const seconds = blocks === 0 ? 0 : Math.max(0, head.time - cursor.time);
  if (blocks <= settings.behindBlocks && seconds <= settings.behindSeconds) return [];
  return [{ kind: "indexer-behind", severity: "warning", subject: "index", detail: { blocks, seconds } }];
}

export interface IndexFault {
  readonly kind: string;
  readonly subject: string;
  readonly blockNumber: number;
}

export function judgeFaults(faults: readonly IndexFault[]): Finding[] {
  return faults.map(({ kind, subject, blockNumber }) => {
    const what = `${kind}: ${subject}`;
    return { kind: "index-faulty", severity: "critical", subject: what, detail: { what, blockNumber } };
  });
}

/** Whether the index keeps up, and what the indexer itself found wrong. */
export const indexRule: Rule = {
  name: "index",
  kinds: ["index-faulty", "indexer-behind"],
  async look({ store, chain, settings, metrics }) {
    const [head, state, faults] = await Promise.all([
      latestBlock(chain),
      store.database
        .selectFrom("index_state")
        .select(["cursor_block", "cursor_time", "final_block"])
        .executeTakeFirst(),
      store.database
        .selectFrom("index_faults")
        .select(["kind", "subject", "block_number"])
        .where("cleared_at", "is", null)
        .execute(),
    ]);
    const cursor = {
      number: state?.cursor_block ?? chain.deployment.block - 1,
      time: state?.cursor_time ?? head.timestamp,
    };
    metrics.behindBlocks.set(Math.max(0, head.number - cursor.number));
    metrics.behindSeconds.set(Math.max(0, head.timestamp - cursor.time));
    metrics.finalBlock.set(state?.final_block ?? 0);
    const progress = judgeProgress({ head: { number: head.number, time: head.timestamp }, cursor }, settings);
    const open = faults.map(({ kind, subject, block_number }) => ({ kind, subject, blockNumber: block_number }));
    return [...progress, ...judgeFaults(open)];
  },
};
