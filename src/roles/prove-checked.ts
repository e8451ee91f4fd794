import { PsephosError } from "../errors.ts";
import type { CircuitName } from "../generated/signals.ts";
import { loadVerifyingKey } from "../proofs/artifacts.ts";
import type { Proof } from "../proofs/proof.ts";
import type { CircuitInputs, ProgressListener, Prover } from "../proofs/prover.ts";
import { verifyBatch } from "../proofs/verify.ts";

export interface Statement {
  readonly circuit: CircuitName;
  readonly inputs: CircuitInputs;
  /** What the contract will hold the proof against, in the circuit's order. */
  readonly signals: readonly bigint[];
}

/**
 * Proves, and verifies its own proofs as the contract will: against the pinned key and the signals that the chain has.
 * What fails here would have cost a fee and told the world of an attempt.
 */
export async function proveChecked(input: {
  prover: Prover;
  statements: readonly Statement[];
  onProgress?: ProgressListener;
}): Promise<Proof[]> {
  const { prover, statements, onProgress } = input;
  const [only] = statements;
  const proofs =
    statements.length === 1 && only !== undefined
      ? [await prover.prove(only)]
      : await prover.proveMany(statements, onProgress === undefined ? {} : { onProgress });
  const circuits = new Set(statements.map(({ circuit }) => circuit));
  for (const circuit of circuits) {
    const { verifyingKey } = await loadVerifyingKey({ circuit });
    const own = statements.flatMap((statement, index) =>
      statement.circuit === circuit ? [{ words: proofs[index]?.words ?? [], signals: statement.signals }] : [],
    );
    if (!(await verifyBatch({ key: verifyingKey, proofs: own })).ok) {
      throw new PsephosError(
        "PROVING_FAILED",
        `A ${circuit} proof did not verify here, so nothing was sent. The chain may have moved on: run the command again.`,
      );
    }
  }
  return proofs;
}
