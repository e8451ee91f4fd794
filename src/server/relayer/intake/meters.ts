import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** What operators see of an intake, as Prometheus reads it. No label names a caller or an entry. */
export interface IntakeMeters {
  readonly accepted: Counter<"kind">;
  readonly refused: Counter<"code">;
  readonly waiting: Gauge;
  readonly batchSize: Histogram;
  readonly batchSeconds: Histogram;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128];

/** The same ones when several intakes share a process. */
export function intakeMeters(registry: Registry): IntakeMeters {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, label: Label): Counter<Label> =>
    (registry.getSingleMetric(name) as Counter<Label> | undefined) ??
    new Counter({ name, help, labelNames: [label], registers });
  const histogram = (name: string, help: string, buckets: number[]): Histogram =>
    (registry.getSingleMetric(name) as Histogram | undefined) ?? new Histogram({ name, help, buckets, registers });
  const waiting = "psephos_relayer_intake_waiting";
  return {
    accepted: counter("psephos_relayer_accepted_total", "Submissions that were taken.", "kind"),
    refused: counter("psephos_relayer_refused_total", "Submissions that were refused.", "code"),
    waiting:
      (registry.getSingleMetric(waiting) as Gauge | undefined) ??
      new Gauge({ name: waiting, help: "Submissions that are being verified.", registers }),
    batchSize: histogram("psephos_relayer_verify_batch_size", "Proofs verified together.", SIZES),
    batchSeconds: histogram("psephos_relayer_verify_seconds", "How long a batch took to verify.", SECONDS),
  };
}
