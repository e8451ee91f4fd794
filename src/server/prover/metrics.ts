import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { CircuitName } from "../../generated/signals.ts";

/** "done", "failed" or "cancelled". */
export type ProofOutcome = "done" | "failed" | "cancelled";

export interface ProverMetrics {
  finished(proof: { readonly circuit: CircuitName; readonly outcome: ProofOutcome; readonly seconds: number }): void;
  verified(circuit: CircuitName): void;
}

/** Numbers by circuit: who asked for what is in none of them. */
export function proverMetrics(
  registry: Registry,
  counts: { readonly waiting: () => number; readonly running: () => number; readonly kept: () => number },
): ProverMetrics {
  const registers = [registry];
  const finished = new Counter({
    name: "psephos_prover_proofs_total",
    help: "Proofs that ended, by circuit and outcome.",
    labelNames: ["circuit", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "psephos_prover_proof_seconds",
    help: "Time from a proof's turn to its end.",
    labelNames: ["circuit"],
    buckets: [0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120],
    registers,
  });
  const verified = new Counter({
    name: "psephos_prover_verifications_total",
    help: "Proofs verified for callers, by circuit.",
    labelNames: ["circuit"],
    registers,
  });
  new Gauge({
    name: "psephos_prover_jobs",
    help: "Proofs that wait, are under way, or are done and not fetched.",
    labelNames: ["state"],
    registers,
    collect() {
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count());
    },
  });
  return {
    finished: ({ circuit, outcome, seconds: taken }) => {
      finished.inc({ circuit, outcome });
      if (outcome === "done") seconds.observe({ circuit }, taken);
    },
    verified: (circuit) => verified.inc({ circuit }),
  };
}
