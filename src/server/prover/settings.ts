import type { CircuitName } from "../../generated/signals.ts";

/** How a prover works; the config file and environment may change each of these. */
export interface ProverSettings {
  /** Circuits that are loaded before the service is ready; others when they are first asked for. */
  readonly warm: readonly CircuitName[];
  /** Worker threads that prove; 0 for as many as there are cores. */
  readonly threads: number;
  /** Proofs under way at a time: two keep all threads busy while one of them has work for a single thread alone. */
  readonly concurrent: number;
  /** Largest JavaScript heap of a thread, in MiB, 64 at least. Keys lie outside it: see the capacity table in docs/services.md. */
  readonly heapMb: number;
  /** Proofs that wait; more are told to come again. */
  readonly queueLimit: number;
  /** Proofs of one caller that wait, are under way or are kept. */
  readonly perCaller: number;
  /** Finished proofs that wait to be fetched; the oldest goes first. */
  readonly resultLimit: number;
  /** How long each of them does, 600 at most. */
  readonly resultSeconds: number;
  /** A proof that takes longer is ended. */
  readonly timeoutSeconds: number;
  /** Verifications that wait. */
  readonly verifyLimit: number;
}

export const DEFAULT_PROVER_SETTINGS: ProverSettings = {
  warm: [],
  threads: 0,
  concurrent: 2,
  heapMb: 512,
  queueLimit: 64,
  perCaller: 16,
  resultLimit: 256,
  resultSeconds: 600,
  timeoutSeconds: 120,
  verifyLimit: 64,
};
