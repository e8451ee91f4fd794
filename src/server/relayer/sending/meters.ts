import { Counter, Gauge, type Registry } from "prom-client";

/** What operators see of a sender, as Prometheus reads it. */
export interface Meters {
  readonly waiting: Gauge;
  readonly inFlight: Gauge;
  readonly balance: Gauge;
  readonly submissions: Counter;
  readonly entries: Counter<"state">;
  readonly reverted: Counter;
  readonly raised: Counter;
  readonly lost: Counter;
  readonly undone: Counter;
}

/** The same ones when several senders share a process. */
export function metersIn(registry: Registry): Meters {
  const gauge = (name: string, help: string): Gauge =>
    (registry.getSingleMetric(name) as Gauge | undefined) ?? new Gauge({ name, help, registers: [registry] });
  const counter = <Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ): Counter<Label> =>
    (registry.getSingleMetric(name) as Counter<Label> | undefined) ??
    new Counter({ name, help, labelNames, registers: [registry] });
  return {
    waiting: gauge("psephos_relayer_waiting_entries", "Entries that wait for a transaction."),
    inFlight: gauge("psephos_relayer_submissions_in_flight", "Signed transactions that are not mined."),
    balance: gauge("psephos_relayer_balance_ether", "Coins of the account that pays."),
    submissions: counter("psephos_relayer_submissions_total", "Batches signed."),
    entries: counter("psephos_relayer_entries_total", "Entries that reached a state.", ["state"]),
    reverted: counter("psephos_relayer_reverted_total", "Transactions that were mined and changed nothing."),
    raised: counter("psephos_relayer_fee_raised_total", "Transactions sent again with a higher fee."),
    lost: counter("psephos_relayer_nonce_lost_total", "Nonces that a transaction from elsewhere used."),
    undone: counter("psephos_relayer_undone_total", "Inclusions that the chain took back."),
  };
}
