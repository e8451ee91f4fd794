/** How an indexer follows its chain; the config file and environment may change each of these. */
export interface IndexerSettings {
  /** Blocks on top of a final one; 0 on chains whose blocks are final at once. Null asks the chain; see chain/finality.ts. */
  readonly confirmations: number | null;
  /** Between two looks at the chain. Null: as the chain's kind suggests. */
  readonly pollMs: number | null;
  /** A node that takes longer has not answered. */
  readonly answerMs: number;
  /** Blocks in one question; less while a node refuses so many. */
  readonly rangeBlocks: number;
  /** Events in one transaction, about. */
  readonly rangeEvents: number;
  /** Without a successful look for so long the index is stale. At most 45, so that health tells within a minute. */
  readonly staleSeconds: number;
  /** Without a new block for so long the chain, or the node, stands still. Null for chains that make blocks on demand alone. */
  readonly stalledSeconds: number | null;
}

export const DEFAULT_INDEXER_SETTINGS: IndexerSettings = {
  confirmations: null,
  pollMs: null,
  answerMs: 15_000,
  rangeBlocks: 10_000,
  rangeEvents: 2_000,
  staleSeconds: 45,
  stalledSeconds: null,
};
