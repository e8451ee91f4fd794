import type { ProofJob } from "./proof-job.ts";

export interface KeptLimits {
  readonly resultLimit: number;
  readonly resultSeconds: number;
}

/** Jobs by id, of all states: finished ones for a while, the oldest of too many go first. */
export class KeptProofs {
  readonly #limits: KeptLimits;
  readonly #jobs = new Map<string, ProofJob>();
  /** In the order in which they were finished. */
  readonly #finished = new Map<ProofJob, NodeJS.Timeout>();

  constructor(limits: KeptLimits) {
    this.#limits = limits;
  }

  get finishedCount(): number {
    return this.#finished.size;
  }

  add(job: ProofJob): void {
    this.#jobs.set(job.id, job);
  }

  find(id: string): ProofJob | undefined {
    return this.#jobs.get(id);
  }

  countOf(caller: string): number {
    return [...this.#jobs.values()].filter((job) => job.caller === caller).length;
  }

  keepFinished(job: ProofJob): void {
    if (!this.#jobs.has(job.id)) return;
    this.#finished.set(job, setTimeout(() => this.forget(job), this.#limits.resultSeconds * 1000).unref());
    const [oldest] = this.#finished.keys();
    if (this.#finished.size > this.#limits.resultLimit && oldest !== undefined) this.forget(oldest);
  }

  /** Whether there was one to forget. */
  forgetOldestOf(caller: string): boolean {
    const oldest = [...this.#finished.keys()].find((job) => job.caller === caller);
    if (oldest !== undefined) this.forget(oldest);
    return oldest !== undefined;
  }

  forget(job: ProofJob): void {
    clearTimeout(this.#finished.get(job));
    this.#finished.delete(job);
    this.#jobs.delete(job.id);
  }

  forgetAll(): void {
    for (const job of [...this.#jobs.values()]) this.forget(job);
  }
}
