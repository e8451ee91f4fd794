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

/** "witness": computing what the circuit's wires hold; "sums": the long sums of points; "finish": blinding and joining them. */
export type ProofStage = "witness" | "sums" | "finish";

export interface ProveOptions {
  /** Ends the work with INTERRUPTED: at once, and the witness is overwritten. */
  readonly signal?: AbortSignal | undefined;
  /** Called as each stage begins. */
  readonly onStage?: ((stage: ProofStage) => void) | undefined;
}

export interface ProveManyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener;
}

/**
 * Makes proofs. Whoever wants another back end (a native prover, a service, a browser's worker) writes one of these.
 * A circuit that refuses its inputs is CIRCUIT_REFUSED; no error carries an input.
 */
export interface Prover {
  /** One proof, as fast as possible. */
  prove(task: ProofTask, options?: ProveOptions): Promise<Proof>;
  /** Many proofs, in the order of the tasks; the first failure fails all, with the task's `index` in its detail. */
  proveMany(tasks: readonly ProofTask[], options?: ProveManyOptions): Promise<Proof[]>;
  /** Ends whatever keeps running; later calls fail. */
  close(): Promise<void>;
}
