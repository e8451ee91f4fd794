import type { Account } from "../../../chain/accounts.ts";
import type { Chain } from "../../../chain/contracts.ts";
import { isPsephosError } from "../../../errors.ts";
import type { CircuitName } from "../../../generated/signals.ts";
import { WorkerPool } from "../../../proofs/workers/pool.ts";
import type { Presentation } from "../../../protocol/credential/presentation-file.ts";
import type { RelayReceipt } from "../../../protocol/relay-receipt.ts";
import type { Store } from "../../store/store.ts";
import type { StepListener, Telemetry } from "../../telemetry.ts";
import type { RelayerSettings } from "../settings.ts";
import { checkBallot, type SubmittedBallot } from "./ballots.ts";
import { Batches } from "./batches.ts";
import { Callers } from "./callers.ts";
import type { Candidate } from "./candidate.ts";
import type { EntryView, Kept } from "./entries.ts";
import { EntryWatch } from "./entry-watch.ts";
import { busy } from "./lanes.ts";
import { intakeMeters, type IntakeMeters } from "./meters.ts";
import { checkPresentation } from "./presentations.ts";
import { Receipts } from "./receipts.ts";
import { Refusals } from "./refusals.ts";
import { Targets } from "./targets.ts";
import { verifyBatch, type Verifying, type Waiting } from "./verification.ts";
import { verifyingKeys, type VerifyingKeys } from "./verifying-keys.ts";
import { checkWithdrawal, type SubmittedWithdrawal } from "./withdrawals.ts";

export interface IntakeOptions {
  readonly store: Store;
  readonly chain: Chain;
  /** Signs receipts. */
  readonly account: Account;
  readonly config: RelayerSettings;
  readonly telemetry: Telemetry;
  /** In place of this installation's. */
  readonly keys?: VerifyingKeys | undefined;
  readonly onStep?: StepListener | undefined;
  /** Entries were kept: whoever sends them may look. */
  readonly onKept?: (() => void) | undefined;
}

/** What a caller is told of what he sent. */
export interface Answer extends Pick<Kept, "ticket" | "state"> {
  readonly receipt: RelayReceipt;
}

const STOP_MS = 20_000;
/** Starts a worker before the first ballot comes. */
const WARM_CIRCUIT: CircuitName = "ballot-2";

/** Takes ballots, presentations and withdrawals: checks them, keeps them, and answers with a receipt. Answers nothing that is not kept. */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #meters: IntakeMeters;
  readonly #refusals: Refusals;
  readonly #verifying: Verifying;
  readonly #watch: EntryWatch;
  readonly #receipts: Receipts;
  /** By circuit: only proofs for one key are verified together. */
  readonly #batches = new Map<CircuitName, Batches<Waiting>>();
  /** By all of their words: the same submission twice at a time is one. */
  readonly #underWay = new Map<string, Promise<Kept>>();
  #stopped = false;

  private constructor(options: IntakeOptions) {
    const { store, chain, account, config, telemetry } = options;
    this.#options = options;
    this.#meters = intakeMeters(telemetry.metrics);
    this.#refusals = new Refusals({ store, log: telemetry.log });
    this.#watch = new EntryWatch(store);
    this.#receipts = new Receipts(account);
    this.#verifying = {
      store,
      targets: new Targets(chain, config),
      pool: new WorkerPool(config.verifyThreads),
      keyOf: verifyingKeys(options.keys),
      callers: new Callers(),
      meters: this.#meters,
      onStep: options.onStep ?? (() => undefined),
      onKept: options.onKept ?? (() => undefined),
      onWrong: (caller) => this.#setAside(caller),
    };
  }

  /** With a warm worker. */
  static async open(options: IntakeOptions): Promise<Intake> {
    const intake = new Intake(options);
    const { pool, keyOf } = intake.#verifying;
    await pool.do({ kind: "verify", key: await keyOf(WARM_CIRCUIT), proofs: [] });
    return intake;
  }

  /** Submissions that wait for their verification or are in it. */
  get waiting(): number {
    return this.#underWay.size;
  }

  submitBallot(ballot: SubmittedBallot, caller: string): Promise<Answer> {
    return this.#submit(caller, (surroundings) => checkBallot(ballot, surroundings));
  }

  submitPresentation(presentation: Presentation, caller: string): Promise<Answer> {
    return this.#submit(caller, (surroundings) => checkPresentation(presentation, surroundings));
  }

  submitWithdrawal(withdrawal: SubmittedWithdrawal, caller: string): Promise<Answer> {
    return this.#submit(caller, (surroundings) => checkWithdrawal(withdrawal, surroundings));
  }

  entry(ticket: string): Promise<EntryView> {
    return this.#watch.read(ticket);
  }

  /** The entry as it is, then each change, to its end or until the signal. */
  follow(ticket: string, signal: AbortSignal): AsyncIterable<EntryView> {
    return this.#watch.follow(ticket, signal);
  }

  /** Finishes what is being verified; what comes later is refused. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#watch.stop();
    const late = new Promise((resolve) => setTimeout(resolve, STOP_MS).unref());
    await Promise.race([Promise.allSettled(this.#underWay.values()), late]);
    for (const { lanes } of this.#batches.values()) for (const { reject } of lanes.clear()) reject(busy());
    await this.#verifying.pool.close();
    await this.#refusals.stop();
  }

  async #submit(
    caller: string,
    check: (surroundings: { targets: Targets; settings: RelayerSettings }) => Promise<Candidate>,
  ): Promise<Answer> {
    try {
      if (this.#stopped) throw busy();
      const candidate = await check({ targets: this.#verifying.targets, settings: this.#options.config });
      await this.#verifying.onStep("relayer.received");
      const kept = await this.#verifyOnce(candidate, caller);
      const answer = { ticket: kept.ticket, state: kept.state, receipt: this.#receipts.of(candidate, kept) };
      await this.#verifying.onStep("relayer.answered");
      return answer;
    } catch (error) {
      this.#noteRefusal(error);
      throw error;
    }
  }

  #verifyOnce(candidate: Candidate, caller: string): Promise<Kept> {
    const name = [candidate.kind, candidate.target, candidate.contentHash, ...candidate.proof.words].join();
    const same = this.#underWay.get(name);
    if (same !== undefined) return same;
    const verified = new Promise<Kept>((resolve, reject) => {
      this.#batchesOf(candidate.circuit).add({ caller, candidate, resolve, reject });
    }).finally(() => {
      this.#underWay.delete(name);
      this.#meters.waiting.set(this.#underWay.size);
    });
    this.#underWay.set(name, verified);
    this.#meters.waiting.set(this.#underWay.size);
    return verified;
  }

  #batchesOf(circuit: CircuitName): Batches<Waiting> {
    let batches = this.#batches.get(circuit);
    if (batches === undefined) {
      const { queueLimit, verifyBatchSize, verifyWaitMs } = this.#options.config;
      batches = new Batches({
        callers: this.#verifying.callers,
        limit: queueLimit,
        size: verifyBatchSize,
        waitMs: verifyWaitMs,
        work: (batch) => verifyBatch(batch, this.#verifying),
      });
      this.#batches.set(circuit, batches);
    }
    return batches;
  }

  #setAside(caller: string): void {
    for (const { lanes } of this.#batches.values()) for (const { reject } of lanes.setAside(caller)) reject(busy());
  }

  #noteRefusal(error: unknown): void {
    if (!isPsephosError(error)) return;
    this.#meters.refused.inc({ code: error.code });
    if (error.exitClass === "refused" || error.exitClass === "input") this.#refusals.note(error.code);
  }
}
