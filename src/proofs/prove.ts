import { isPsephosError, PsephosError } from "../errors.ts";
import type { ArtifactSource } from "./artifacts.ts";
import { compileEngine } from "./groth16/engine.ts";
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

/** Every thread repeats the witness and the quotient: with more of them that would weigh more than the share it saves. */
const MAX_SHARES = 8;

/** Every thread computes the witness again and sums its share of the wires: cheaper than handing the witness around. */
async function proveSplit({
  pool,
  source,
  task,
}: {
  pool: WorkerPool;
  source: Omit<ArtifactSource, "circuit">;
  task: ProofTask;
}): Promise<Proof> {
  const shared = { source: { ...source, circuit: task.circuit } };
  const parts = Math.min(pool.threads, MAX_SHARES);
  const shares = Array.from({ length: parts }, (_, part) => ({ part, parts }));
  const sums = await Promise.all(
    shares.map((share) => pool.do({ kind: "sum", ...shared, inputs: task.inputs, share })),
  );
  return pool.do({ kind: "finish", ...shared, sums });
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
