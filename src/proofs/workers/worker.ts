import { parentPort, workerData } from "node:worker_threads";
import { isPsephosError } from "../../errors.ts";
import type { Job } from "./jobs.ts";
import type { WorkerAnswer } from "./pool.ts";
import { Workbench } from "./workbench.ts";

/** Entry of a worker thread: one question, one answer. */
const workbench = new Workbench(workerData as WebAssembly.Module);

parentPort?.on("message", (job: Job) => {
  void answer(job).then((result) => parentPort?.postMessage(result));
});

async function answer(job: Job): Promise<WorkerAnswer> {
  try {
    return { result: await workbench.do(job) };
  } catch (error) {
    // Classes do not survive the crossing: codes do.
    if (isPsephosError(error)) return { refusal: { code: error.code, message: error.message, detail: error.detail } };
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
