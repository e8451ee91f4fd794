import type { ArtifactSource } from "../artifacts.ts";
import type { SumName, WitnessSums } from "../groth16/sums.ts";
import type { Witness } from "../groth16/witness.ts";
import type { BatchVerdict, Proof, VerifyingKey } from "../proof.ts";
import type { CircuitInputs } from "../prover.ts";

/** What a worker thread is asked to do; answers come in the order of the questions. */
export type Job =
  | { readonly kind: "load"; readonly sources: readonly ArtifactSource[] }
  | { readonly kind: "prove"; readonly source: ArtifactSource; readonly inputs: CircuitInputs }
  | { readonly kind: "witness"; readonly source: ArtifactSource; readonly inputs: CircuitInputs }
  | { readonly kind: "sum"; readonly source: ArtifactSource; readonly witness: Witness; readonly name: SumName }
  | { readonly kind: "finish"; readonly source: ArtifactSource; readonly witness: Witness; readonly sums: WitnessSums }
  | { readonly kind: "verify"; readonly key: VerifyingKey; readonly proofs: readonly Proof[] };

export interface JobResults {
  readonly load: true;
  readonly prove: Proof;
  readonly witness: Witness;
  readonly sum: Uint8Array;
  readonly finish: Proof;
  readonly verify: BatchVerdict;
}
