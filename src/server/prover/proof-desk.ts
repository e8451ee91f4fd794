import { PsephosError, type ErrorCode } from "../../errors.ts";
import type { InputCheck } from "../../proofs/check-inputs.ts";
import type { CircuitName } from "../../generated/signals.ts";
import type { ProofTask, Prover } from "../../proofs/prover.ts";
import type { StepListener } from "../telemetry.ts";
import { failureCode } from "./failures.ts";
import { FairQueue } from "./fair-queue.ts";
import { KeptProofs } from "./kept-proofs.ts";
import type { ProofOutcome } from "./metrics.ts";
import { ProofJob } from "./proof-job.ts";
import type { ProverSettings } from "./settings.ts";

export interface DeskOptions {
  readonly settings: ProverSettings;
  readonly prover: Prover;
  readonly checkFor: (circuit: CircuitName) => Promise<InputCheck>;
  readonly nextId: () => string;
  readonly onStep: StepListener;
  readonly onFinish: (proof: {
    circuit: CircuitName;
    outcome: ProofOutcome;
    code?: ErrorCode;
    seconds: number;
  }) => void;
}

export interface Ask extends ProofTask {
  readonly caller: string;
}

/** Whose proof: another caller's id is unknown. */
export interface Ticket {
  readonly id: string;
  readonly caller: string;
}

const RETRY_SECONDS = 5;
/** Of the 30 s that a part has to stop, for proofs under way. */
const DRAIN_MS = 20_000;

/** Takes orders for proofs, gives each caller his turn, and keeps what is done until it is fetched. All of it in memory. */
export class ProofDesk {
  readonly #options: DeskOptions;
  readonly #queue = new FairQueue<ProofJob>();
  readonly #running = new Map<ProofJob, Promise<void>>();
  readonly #kept: KeptProofs;
  #isClosed = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#kept = new KeptProofs(options.settings);
  }

  get counts(): { readonly waiting: number; readonly running: number; readonly kept: number } {
    return { waiting: this.#queue.size, running: this.#running.size, kept: this.#kept.finishedCount };
  }

  /** Refuses what does not fit the circuit (ARGUMENT_INVALID), a caller with too many (RATE_LIMITED) and a full queue (BUSY). */
  async submit({ caller, circuit, inputs }: Ask): Promise<ProofJob> {
    this.#requirePlace(caller);
    const check = await this.#options.checkFor(circuit);
    check(inputs);
    // Another one may have come while the circuit was being loaded.
    this.#requirePlace(caller);
    const job = new ProofJob({ id: this.#options.nextId(), caller, circuit, inputs });
    this.#kept.add(job);
    this.#queue.push(caller, job);
    await this.#options.onStep("prover.queued");
    this.#startNext();
    return job;
  }

  find({ id, caller }: Ticket): ProofJob {
    const job = this.#kept.find(id);
    if (job !== undefined && job.caller === caller) return job;
    const message = "There is no such proof: it was fetched, forgotten or never asked for. Ask for it again.";
    throw new PsephosError("NOT_FOUND", message);
  }

  positionOf(job: ProofJob): number {
    return this.#queue.positionOf(job.caller, job);
  }

  /** Ends it wherever it is, and forgets it. */
  cancel(ticket: Ticket): void {
    const job = this.find(ticket);
    const isWaiting = this.#queue.remove(job.caller, job);
    job.controller.abort();
    this.#kept.forget(job);
    if (!isWaiting) return;
    job.become({ state: "cancelled" });
    this.#options.onFinish({ circuit: job.circuit, outcome: "cancelled", seconds: 0 });
  }

  /** What waits is given up, what is under way gets a while; nothing is kept. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (let job = this.#queue.take(); job !== undefined; job = this.#queue.take()) {
      job.become({ state: "failed", code: "INTERRUPTED" });
    }
    const late = setTimeout(() => {
      for (const job of this.#running.keys()) job.controller.abort();
    }, DRAIN_MS);
    await Promise.all(this.#running.values());
    clearTimeout(late);
    this.#kept.forgetAll();
  }

  #requirePlace(caller: string): void {
    const { perCaller, queueLimit } = this.#options.settings;
    if (this.#isClosed || this.#queue.size >= queueLimit) {
      const message = this.#isClosed ? "The prover is stopping." : "Too many proofs wait already.";
      throw new PsephosError("BUSY", `${message} Try again soon, or prove on your own device.`, {
        detail: { retryAfterSeconds: RETRY_SECONDS },
      });
    }
    if (this.#kept.countOf(caller) < perCaller || this.#kept.forgetOldestOf(caller)) return;
    const message = `You have ${perCaller} proofs waiting. Fetch or cancel one first.`;
    throw new PsephosError("RATE_LIMITED", message, { detail: { retryAfterSeconds: RETRY_SECONDS, perCaller } });
  }

  #startNext(): void {
    while (this.#running.size < this.#options.settings.concurrent) {
      const job = this.#queue.take();
      if (job === undefined) return;
      job.become({ state: "running", stage: "witness" });
      const work = this.#work(job).finally(() => {
        this.#running.delete(job);
        this.#startNext();
      });
      this.#running.set(job, work);
      for (const waiting of this.#queue) waiting.tell();
    }
  }

  /** Never rejects: a failure is a state of the job. */
  async #work(job: ProofJob): Promise<void> {
    const { prover, settings, onStep, onFinish } = this.#options;
    const begin = performance.now();
    const timeout = AbortSignal.timeout(settings.timeoutSeconds * 1000);
    const signal = AbortSignal.any([job.controller.signal, timeout]);
    const end = (outcome: ProofOutcome, code?: ErrorCode): void =>
      onFinish({
        circuit: job.circuit,
        outcome,
        seconds: (performance.now() - begin) / 1000,
        ...(code === undefined ? {} : { code }),
      });
    try {
      await onStep("prover.started");
      const task = { circuit: job.circuit, inputs: job.takeInputs() };
      const proof = await prover.prove(task, {
        signal,
        onStage: (stage) => {
          job.become({ state: "running", stage });
          void onStep(`prover.${stage}`);
        },
      });
      await onStep("prover.proved");
      job.become({ state: "done", proof });
      this.#kept.keepFinished(job);
      end("done");
    } catch (error) {
      if (job.controller.signal.aborted && !this.#isClosed) {
        job.become({ state: "cancelled" });
        return end("cancelled");
      }
      const code = failureCode(error);
      job.become({ state: "failed", code });
      this.#kept.keepFinished(job);
      end("failed", code);
    }
  }
}
