import { isPsephosError, PsephosError } from "../errors.ts";
import type { CircuitName } from "../generated/signals.ts";
import type { ArtifactSource } from "./artifacts.ts";
import { compileEngine } from "./groth16/engine.ts";
import { SUM_NAMES, type SumName } from "./groth16/sums.ts";
import { WorkerPool, type PoolOptions } from "./workers/pool.ts";
import type { Proof } from "./proof.ts";
import type { ProofTask, ProveManyOptions, ProveOptions, Prover } from "./prover.ts";
import { Workbench } from "./workers/workbench.ts";

export interface ProverOptions extends Omit<ArtifactSource, "circuit">, Pick<PoolOptions, "heapMb"> {
  /** Worker threads; as many as there are cores unless told. */
  readonly threads?: number | undefined;
  /** Circuits that each thread, also one that stands in for another, loads as it starts. */
  readonly warm?: readonly CircuitName[];
}

/** A prover with threads of its own. */
export interface ThreadedProver extends Prover {
  /** Starts the threads, and is done when each of them has loaded the circuits to keep warm. */
  warmUp(): Promise<void>;
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
export function openProver({ threads, heapMb, warm = [], ...source }: ProverOptions = {}): ThreadedProver {
  const pool = new WorkerPool(threads, { heapMb, warm: warm.map((circuit) => ({ ...source, circuit })) });
  return {
    prove: (task, options) => proveSplit({ pool, source, task, ...options }),
    proveMany: (tasks, options) => proveMany({ pool, source, tasks, ...options }),
    warmUp: () => pool.warmUp(),
    close: () => pool.close(),
  };
}

interface Workshop {
  readonly pool: WorkerPool;
  readonly source: Omit<ArtifactSource, "circuit">;
}

/** One thread computes the witness, then each takes the next sum. */
async function proveSplit({
  pool,
  source,
  task,
  signal,
  onStage,
}: Workshop & ProveOptions & { task: ProofTask }): Promise<Proof> {
  const job = { source: { ...source, circuit: task.circuit } };
  onStage?.("witness");
  const witness = await pool.do({ kind: "witness", ...job, inputs: task.inputs }, { signal });
  try {
    onStage?.("sums");
    const sums = await Promise.all(
      SUM_NAMES.map(async (name) => [name, await pool.do({ kind: "sum", ...job, witness, name }, { signal })] as const),
    );
    onStage?.("finish");
    const byName = Object.fromEntries(sums) as Record<SumName, Uint8Array>;
    return await pool.do({ kind: "finish", ...job, witness, sums: byName }, { signal });
  } finally {
    witness.fill(0);
  }
}

/** Whole proofs side by side: no thread waits for another. */
async function proveMany({
  pool,
  source,
  tasks,
  signal,
  onProgress,
}: Workshop & ProveManyOptions & { tasks: readonly ProofTask[] }): Promise<Proof[]> {
  let done = 0;
  return Promise.all(
    tasks.map(async ({ circuit, inputs }, index) => {
      const job = { kind: "prove", source: { ...source, circuit }, inputs } as const;
      const proof = await pool.do(job, { signal }).catch((error: unknown) => {
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
