import { isPsephosError } from "../../errors.ts";
import type { Job } from "../../proofs/workers/jobs.ts";
import type { WorkerAnswer, WorkerSetup } from "../../proofs/workers/pool.ts";
import { Workbench } from "../../proofs/workers/workbench.ts";

/** Entry of a thread of the browser's prover: first its set-up, then one question, one answer. */
let workbench: Workbench | undefined;

self.addEventListener("message", ({ data }: MessageEvent<WorkerSetup | Job>) => {
  if (workbench === undefined) {
    const { module, warm } = data as WorkerSetup;
    workbench = new Workbench(module);
    if (warm.length > 0) void answer(workbench, { kind: "load", sources: warm });
    return;
  }
  void answer(workbench, data as Job).then((result) => self.postMessage(result));
});

async function answer(bench: Workbench, job: Job): Promise<WorkerAnswer> {
  try {
    return { result: await bench.do(job) };
  } catch (error) {
    if (isPsephosError(error)) return { refusal: { code: error.code, message: error.message, detail: error.detail } };
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
