import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { PsephosError, type ErrorCode, type ErrorDetail } from "../../errors.ts";
import type { ArtifactSource } from "../artifacts.ts";
import { compileEngine } from "../groth16/engine.ts";
import type { Job, JobResults } from "./jobs.ts";

/** What a thread is started with. */
export interface WorkerSetup {
  readonly module: WebAssembly.Module;
  readonly warm: readonly ArtifactSource[];
}

export interface WorkerAnswer {
  readonly result?: JobResults[Job["kind"]];
  /** A PsephosError, taken apart. */
  readonly refusal?: { readonly code: ErrorCode; readonly message: string; readonly detail: ErrorDetail };
  /** Message of any other error. */
  readonly fault?: string;
}

export interface PoolOptions {
  /** Circuits that every thread loads as it starts, also one that stands in for another. */
  readonly warm?: readonly ArtifactSource[];
  /** Largest JavaScript heap of a thread, in MiB, 32 at least: a job that needs more fails, and its thread is replaced. */
  readonly heapMb?: number | undefined;
}

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: JobResults[Job["kind"]]) => void;
  readonly reject: (error: unknown) => void;
}

/** Worker threads that do jobs in order of arrival. Started when first needed; idle ones don't keep the process alive. */
export class WorkerPool {
  readonly threads: number;
  readonly #options: PoolOptions;
  readonly #queue: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Waiting>();
  #closed = false;

  constructor(threads: number = availableParallelism(), options: PoolOptions = {}) {
    this.threads = threads;
    this.#options = options;
  }

  /** Rejects with INTERRUPTED when the signal is aborted; a thread that was at it is ended, and another starts in its place. */
  async do<Kind extends Job["kind"]>(
    job: Extract<Job, { kind: Kind }>,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<JobResults[Kind]> {
    const module = await compileEngine();
    if (this.#closed || signal?.aborted === true) throw interrupted();
    return new Promise<JobResults[Kind]>((resolve, reject) => {
      const cancel = (): void => this.#cancel(waiting, module);
      const settled = (): void => signal?.removeEventListener("abort", cancel);
      const waiting: Waiting = {
        job,
        resolve: (result) => (settled(), resolve(result as JobResults[Kind])),
        reject: (error) => (settled(), reject(error instanceof Error ? error : new Error(String(error)))),
      };
      signal?.addEventListener("abort", cancel, { once: true });
      this.#queue.push(waiting);
      this.#dispatch(module);
    });
  }

  /** Starts all threads; done when each has loaded the circuits to keep warm. */
  async warmUp(): Promise<void> {
    const sources = this.#options.warm ?? [];
    // As many as there are threads, at once, so that each gets one.
    await Promise.all(Array.from({ length: this.threads }, () => this.do({ kind: "load", sources })));
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

  #cancel(waiting: Waiting, module: WebAssembly.Module): void {
    const place = this.#queue.indexOf(waiting);
    if (place >= 0) this.#queue.splice(place, 1);
    const worker = [...this.#busy.keys()].find((busy) => this.#busy.get(busy) === waiting);
    if (worker !== undefined) {
      // A thread in the middle of a sum hears nothing: it is ended with all that it knows.
      this.#busy.delete(worker);
      void worker.terminate();
      this.#replace(module);
    }
    waiting.reject(interrupted());
  }

  #canStart(): boolean {
    return !this.#closed && this.#busy.size + this.#idle.length < this.threads;
  }

  #start(module: WebAssembly.Module): Worker {
    const { warm = [], heapMb } = this.#options;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { module, warm } satisfies WorkerSetup,
      // Flags of this process (--eval, --inspect) are not for its threads.
      execArgv: [],
      ...(heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
    });
    const fail = (what: string, cause?: unknown): void => {
      this.#leave(worker);
      const waiting = this.#finish(worker);
      waiting?.reject(new PsephosError("PROVING_FAILED", `A worker thread ended: ${what}.`, { cause }));
      // One that ends before it was given anything would end again, and again.
      if (waiting === undefined) this.#dispatch(module);
      else this.#replace(module);
    };
    worker.on("message", (answer: WorkerAnswer) => {
      const waiting = this.#finish(worker);
      // Of a thread that has been ended meanwhile: nobody waits for it, and it may be a witness.
      if (waiting === undefined) return forget(answer);
      worker.unref();
      this.#idle.push(worker);
      settle(waiting, answer);
      this.#dispatch(module);
    });
    worker.on("error", (cause) => fail("it failed; free memory and try again", cause));
    worker.on("exit", () => {
      this.#leave(worker);
      if (this.#busy.has(worker)) fail("it exited");
    });
    return worker;
  }

  /** Gives waiting jobs a thread; with none waiting, a thread that is to be warm when one comes loads meanwhile. */
  #replace(module: WebAssembly.Module): void {
    this.#dispatch(module);
    if (this.#options.warm === undefined || this.#options.warm.length === 0 || !this.#canStart()) return;
    const worker = this.#start(module);
    worker.unref();
    this.#idle.push(worker);
  }

  #leave(worker: Worker): void {
    const index = this.#idle.indexOf(worker);
    if (index >= 0) this.#idle.splice(index, 1);
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

function forget({ result }: WorkerAnswer): void {
  if (result instanceof Uint8Array) result.fill(0);
}

function settle({ resolve, reject }: Waiting, { result, refusal, fault }: WorkerAnswer): void {
  if (refusal !== undefined) reject(new PsephosError(refusal.code, refusal.message, { detail: refusal.detail }));
  else if (result === undefined) reject(new PsephosError("PROVING_FAILED", `A worker thread failed: ${fault}.`));
  else resolve(result);
}
