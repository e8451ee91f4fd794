import { Counter, Gauge, type Registry } from "prom-client";

export interface IndexerMetrics {
  readonly cursor: Gauge;
  readonly head: Gauge;
  readonly events: Counter;
  readonly rollbacks: Counter;
  readonly failures: Counter<"code">;
  readonly lastLook: Gauge;
}

/** Registers the indexer's metrics; once for each registry. */
export function indexerMetrics(registry: Registry): IndexerMetrics {
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: `psephos_indexer_${name}`, help, registers: [registry] });
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `psephos_indexer_${name}_total`, help, labelNames, registers: [registry] });
  return {
    cursor: gauge("block", "Newest block that the index holds."),
    head: gauge("head_block", "Newest block of the node."),
    events: counter("events", "Events that this process wrote."),
    rollbacks: counter("rollbacks", "Reorganisations that this process followed."),
    failures: counter("look_failures", "Looks at the chain that failed.", ["code"]),
    lastLook: gauge("last_look_timestamp_seconds", "When this process last looked at the chain with success."),
  };
}
