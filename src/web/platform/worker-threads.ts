/** What the prover's pool asks of `node:worker_threads`: a browser's worker, which is told its data by a first message. */
declare const PROVER_THREAD: string;

type Listener = (value: never) => void;

export class Worker {
  readonly #worker: globalThis.Worker;

  constructor(_file: URL, { workerData }: { workerData: unknown }) {
    this.#worker = new globalThis.Worker(new URL(PROVER_THREAD, self.location.href), { type: "module" });
    this.#worker.postMessage(workerData);
  }
  postMessage(message: unknown): void {
    this.#worker.postMessage(message);
  }
  on(event: "message" | "error" | "exit", listener: Listener): this {
    const tell = listener as (value: unknown) => void;
    if (event === "message") this.#worker.addEventListener("message", ({ data }) => tell(data));
    if (event === "error") this.#worker.addEventListener("error", (failure) => tell(new Error(failure.message)));
    return this;
  }
  terminate(): Promise<number> {
    this.#worker.terminate();
    return Promise.resolve(0);
  }
  /** A page's workers never hold it open. */
  ref(): void {}
  unref(): void {}
}
