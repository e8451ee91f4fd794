import { isPsephosError, PsephosError } from "../errors.ts";
import type { ArtifactSource } from "./artifacts.ts";
import { compileEngine } from "./groth16/engine.ts";
import { SUM_NAMES, type SumName } from "./groth16/sums.ts";
import { WorkerPool } from "./workers/pool.ts";
import type { Proof } from "./proof.ts";
import type { ProgressListener, ProofTask, Prover } from "./prover.ts";
import { Workbench } from "./workers/workbench.ts";

export interface ProverOptions extends Omit<ArtifactSource, "circuit"> {
  /** Worker threads; as many as there are cores unless told. */
  readonly threads?: number;
}

/** Makes one proof on this thread and leaves nothing running. */
export async function prove({
  circuit,
  inputs,
  ...source
}: ProofTask & Omit<ArtifactSource, "circuit">): Promise<Proof> {
  const workbench = new Workbench(await compileEngine());
  return (await workbench.do({ kind: "prove", source: { ...source, circuit }, inputs })) as Proof;
}

/** A prover on worker threads, which load a circuit when it is first asked for and keep it. */
export function openProver({ threads, ...source }: ProverOptions = {}): Prover {
  const pool = new WorkerPool(threads);
  return {
    prove: (task) => proveSplit({ pool, source, task }),
    proveMany: (tasks, options) => proveMany({ pool, source, tasks, ...options }),
    close: () => pool.close(),
  };
}

/** One thread computes the witness, then each takes the next sum. */
async function proveSplit({
  pool,
  source,
  task,
}: {
  pool: WorkerPool;
  source: Omit<ArtifactSource, "circuit">;
  task: ProofTask;
}): Promise<Proof> {
  const job = { source: { ...source, circuit: task.circuit } };
  const witness = await pool.do({ kind: "witness", ...job, inputs: task.inputs });
  try {
    const sums = await Promise.all(
      SUM_NAMES.map(async (name) => [name, await pool.do({ kind: "sum", ...job, witness, name })] as const),
    );
    const byName = Object.fromEntries(sums) as Record<SumName, Uint8Array>;
    return await pool.do({ kind: "finish", ...job, witness, sums: byName });
  } finally {
    witness.fill(0);
  }
}

/** Whole proofs side by side: no thread waits for another. */
async function proveMany({
  pool,
  source,
  tasks,
  onProgress,
}: {
  pool: WorkerPool;
  source: Omit<ArtifactSource, "circuit">;
  tasks: readonly ProofTask[];
  onProgress?: ProgressListener;
}): Promise<Proof[]> {
  let done = 0;
  return Promise.all(
    tasks.map(async ({ circuit, inputs }, index) => {
      const proof = await pool.do({ kind: "prove", source: { ...source, circuit }, inputs }).catch((error: unknown) => {
        throw withIndex(error, index);
      });
      onProgress?.({ done: ++done, total: tasks.length });
      return proof;
    }),
  );
}

function withIndex(error: unknown, index: number): unknown {
  if (!isPsephosError(error)) return error;
  return new PsephosError(error.code, error.message, { detail: { ...error.detail, index }, cause: error });
}
