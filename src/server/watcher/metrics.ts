import { Counter, Gauge, type Registry } from "prom-client";

export interface WatcherMetrics {
  readonly open: Gauge<"kind" | "severity">;
  readonly lastRound: Gauge;
  readonly roundSeconds: Gauge;
  readonly failures: Counter<"check">;
  readonly looking: Gauge;
  readonly behindBlocks: Gauge;
  readonly behindSeconds: Gauge;
  readonly finalBlock: Gauge;
  readonly nodesReachable: Gauge;
  readonly walletWei: Gauge<"account">;
  readonly walletEntries: Gauge<"account">;
  readonly baseFeeWei: Gauge;
  readonly entriesWaiting: Gauge<"kind">;
  readonly deadLetters: Gauge;
  readonly refusals: Gauge<"code">;
  readonly ballotsChecked: Gauge;
}

/** Registers the watcher's metrics; once for each registry. No label ever names a voter, a holder or a caller. */
export function watcherMetrics(registry: Registry): WatcherMetrics {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> =>
    new Gauge({ name: `psephos_${name}`, help, labelNames, registers: [registry] });
  return {
    open: gauge("alerts_open", "Alerts that are open.", ["kind", "severity"]),
    lastRound: gauge("watcher_last_round_timestamp_seconds", "When this process last finished a round of all checks."),
    roundSeconds: gauge("watcher_round_seconds", "How long the last round took."),
    failures: new Counter({
      name: "psephos_watcher_check_failures_total",
      help: "Checks that could not be made.",
      labelNames: ["check"],
      registers: [registry],
    }),
    looking: gauge("watcher_looking", "1 in the watcher that looks at present, 0 in those that stand by."),
    behindBlocks: gauge("watcher_index_behind_blocks", "Blocks that the index is behind the node."),
    behindSeconds: gauge("watcher_index_behind_seconds", "Chain time that the index is behind the node."),
    finalBlock: gauge("watcher_final_block", "Newest block of the index that stays."),
    nodesReachable: gauge("watcher_nodes_reachable", "Nodes that answer, the first one included."),
    walletWei: gauge("watcher_wallet_wei", "Balance of a relayer's account.", ["account"]),
    walletEntries: gauge("watcher_wallet_entries", "Entries that a relayer's account can pay for at present.", [
      "account",
    ]),
    baseFeeWei: gauge("watcher_base_fee_wei", "Base fee of the newest block."),
    entriesWaiting: gauge("watcher_entries_waiting", "Entries of the relayer that are not on the chain yet.", ["kind"]),
    deadLetters: gauge("watcher_dead_letters", "Jobs that failed for good."),
    refusals: gauge("watcher_refusals", "Submissions refused within the settings' minutes.", ["code"]),
    ballotsChecked: gauge("watcher_ballots_checked", "Ballots in the watcher's own sums that agree with the contract."),
  };
}
