import type { CircuitName } from "../generated/signals.ts";
import type { Proof } from "./proof.ts";

/** A circuit's inputs by name; arrays are flattened, last index fastest, as Circom lays them out. Secret. */
export type CircuitInputs = Readonly<Record<string, CircuitInput>>;
export type CircuitInput = bigint | readonly CircuitInput[];

/** One set of inputs for one circuit. */
export interface ProofTask {
  readonly circuit: CircuitName;
  readonly inputs: CircuitInputs;
}

/** Called after each finished piece of work. */
export type ProgressListener = (progress: { readonly done: number; readonly total: number }) => void;

/**
 * Makes proofs. Whoever wants another back end (a native prover, a service, a browser's worker) writes one of these.
 * A circuit that refuses its inputs is CIRCUIT_REFUSED; no error carries an input.
 */
export interface Prover {
  /** One proof, as fast as possible. */
  prove(task: ProofTask): Promise<Proof>;
  /** Many proofs, in the order of the tasks; the first failure fails all, with the task's `index` in its detail. */
  proveMany(tasks: readonly ProofTask[], options?: { onProgress?: ProgressListener }): Promise<Proof[]>;
  /** Ends whatever keeps running; later calls fail. */
  close(): Promise<void>;
}
