import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { PsephosError, type ErrorCode, type ErrorDetail } from "../../errors.ts";
import { compileEngine } from "../groth16/engine.ts";
import type { Job, JobResults } from "./jobs.ts";

export interface WorkerAnswer {
  readonly result?: JobResults[Job["kind"]];
  /** A PsephosError, taken apart. */
  readonly refusal?: { readonly code: ErrorCode; readonly message: string; readonly detail: ErrorDetail };
  /** Message of any other error. */
  readonly fault?: string;
}

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: JobResults[Job["kind"]]) => void;
  readonly reject: (error: unknown) => void;
}

/** Worker threads that do jobs in order of arrival. Started when first needed; idle ones don't keep the process alive. */
export class WorkerPool {
  readonly threads: number;
  readonly #queue: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Waiting>();
  #closed = false;

  constructor(threads: number = availableParallelism()) {
    this.threads = threads;
  }

  async do<Kind extends Job["kind"]>(job: Extract<Job, { kind: Kind }>): Promise<JobResults[Kind]> {
    const module = await compileEngine();
    if (this.#closed) throw interrupted();
    return new Promise<JobResults[Kind]>((resolve, reject) => {
      this.#queue.push({ job, resolve: resolve as Waiting["resolve"], reject });
      this.#dispatch(module);
    });
  }

  /** Ends all threads; jobs that are not done fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of [...this.#queue.splice(0), ...this.#busy.values()]) waiting.reject(interrupted());
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    this.#busy.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #dispatch(module: WebAssembly.Module): void {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop() ?? (this.#canStart() ? this.#start(module) : undefined);
      const waiting = worker === undefined ? undefined : this.#queue.shift();
      if (worker === undefined || waiting === undefined) return;
      this.#give(worker, waiting);
    }
  }

  #give(worker: Worker, waiting: Waiting): void {
    try {
      worker.postMessage(waiting.job);
      worker.ref();
      this.#busy.set(worker, waiting);
    } catch (error) {
      // What cannot be copied to a thread was no job of ours; the thread is as good as before.
      this.#idle.push(worker);
      waiting.reject(error);
    }
  }

  #canStart(): boolean {
    return !this.#closed && this.#busy.size + this.#idle.length < this.threads;
  }

  #start(module: WebAssembly.Module): Worker {
    // Flags of this process (--eval, --inspect) are not for its threads.
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: module, execArgv: [] });
    const fail = (what: string, cause?: unknown): void => {
      this.#finish(worker)?.reject(new PsephosError("PROVING_FAILED", `A worker thread ended: ${what}.`, { cause }));
      this.#dispatch(module);
    };
    worker.on("message", (answer: WorkerAnswer) => {
      const waiting = this.#finish(worker);
      worker.unref();
      this.#idle.push(worker);
      if (waiting !== undefined) settle(waiting, answer);
      this.#dispatch(module);
    });
    worker.on("error", (cause) => fail("it failed; free memory and try again", cause));
    worker.on("exit", () => {
      const index = this.#idle.indexOf(worker);
      if (index >= 0) this.#idle.splice(index, 1);
      if (this.#busy.has(worker)) fail("it exited");
    });
    return worker;
  }

  #finish(worker: Worker): Waiting | undefined {
    const waiting = this.#busy.get(worker);
    this.#busy.delete(worker);
    return waiting;
  }
}

function interrupted(): PsephosError {
  return new PsephosError("INTERRUPTED", "The work was stopped before it was done.");
}

function settle({ resolve, reject }: Waiting, { result, refusal, fault }: WorkerAnswer): void {
  if (refusal !== undefined) reject(new PsephosError(refusal.code, refusal.message, { detail: refusal.detail }));
  else if (result === undefined) reject(new PsephosError("PROVING_FAILED", `A worker thread failed: ${fault}.`));
  else resolve(result);
}
