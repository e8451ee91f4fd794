import { parentPort, workerData } from "node:worker_threads";
import { isPsephosError } from "../../errors.ts";
import type { Job } from "./jobs.ts";
import type { WorkerAnswer, WorkerSetup } from "./pool.ts";
import { Workbench } from "./workbench.ts";

/** Entry of a worker thread: one question, one answer. */
const { module, warm } = workerData as WorkerSetup;
const workbench = new Workbench(module);

parentPort?.on("message", (job: Job) => {
  void answer(job).then((result) => parentPort?.postMessage(result));
});

// Failures are told to whoever asks for the circuit: this only begins early.
if (warm.length > 0) void answer({ kind: "load", sources: warm });

async function answer(job: Job): Promise<WorkerAnswer> {
  try {
    return { result: await workbench.do(job) };
  } catch (error) {
    // Classes do not survive the crossing: codes do.
    if (isPsephosError(error)) return { refusal: { code: error.code, message: error.message, detail: error.detail } };
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
