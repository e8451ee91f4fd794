import type { ArtifactSource } from "../artifacts.ts";
import type { Share, WitnessSums } from "../groth16/sums.ts";
import type { BatchVerdict, Proof, VerifyingKey } from "../proof.ts";
import type { CircuitInputs } from "../prover.ts";

/** What a worker thread is asked to do; answers come in the order of the questions. */
export type Job =
  | { readonly kind: "prove"; readonly source: ArtifactSource; readonly inputs: CircuitInputs }
  | { readonly kind: "sum"; readonly source: ArtifactSource; readonly inputs: CircuitInputs; readonly share: Share }
  | { readonly kind: "finish"; readonly source: ArtifactSource; readonly sums: readonly WitnessSums[] }
  | { readonly kind: "verify"; readonly key: VerifyingKey; readonly proofs: readonly Proof[] };

export interface JobResults {
  readonly prove: Proof;
  readonly sum: WitnessSums;
  readonly finish: Proof;
  readonly verify: BatchVerdict;
}
