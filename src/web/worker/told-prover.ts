import type { Prover } from "../../proofs/prover.ts";
import { heldProver } from "./session.ts";

/** The worker's prover for one act: it ends with the act's signal and tells how many of its proofs are done. */
export function toldProver(input: {
  signal: AbortSignal;
  tell?: (progress: { done: number; total: number }) => void;
  /** All proofs are made. */
  onDone?: () => void;
}): Prover {
  const { signal, tell = () => undefined, onDone = () => undefined } = input;
  const prover = heldProver();
  return {
    ...prover,
    prove: async (task) => {
      tell({ done: 0, total: 1 });
      const proof = await prover.prove(task, { signal });
      onDone();
      return proof;
    },
    proveMany: async (tasks) => {
      tell({ done: 0, total: tasks.length });
      const proofs = await prover.proveMany(tasks, { signal, onProgress: tell });
      onDone();
      return proofs;
    },
  };
}
