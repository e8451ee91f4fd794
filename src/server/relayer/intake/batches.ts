import type { Callers } from "./callers.ts";
import { Lanes, type OfCaller } from "./lanes.ts";

export interface BatchSettings<Item> {
  readonly callers: Callers;
  /** Items that wait; more are refused with BUSY. */
  readonly limit: number;
  /** Items of one batch, and how long the first one waits for others. */
  readonly size: number;
  readonly waitMs: number;
  /** Settles every item and never rejects. */
  readonly work: (batch: readonly Item[]) => Promise<void>;
}

/** While one batch is verified, the one before is written and the next one looked up. */
const SIDE_BY_SIDE = 2;

/** Gathers what comes one by one into batches. Suspects go alone, one after each batch, so that they hold nobody up. */
export class Batches<Item extends OfCaller> {
  readonly lanes: Lanes<Item>;
  readonly #settings: BatchSettings<Item>;
  #running = 0;
  #suspectRunning = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: BatchSettings<Item>) {
    this.#settings = settings;
    this.lanes = new Lanes(settings);
  }

  get isIdle(): boolean {
    return this.#running === 0 && !this.#suspectRunning && this.lanes.waiting === 0 && !this.lanes.hasSuspects;
  }

  add(item: Item): void {
    this.lanes.add(item);
    if (this.lanes.waiting >= this.#settings.size) this.#startBatches();
    else this.#timer ??= setTimeout(() => this.#startBatches(), this.#settings.waitMs);
  }

  #startBatches(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#running < SIDE_BY_SIDE && this.lanes.waiting > 0)
      void this.#workOn(this.lanes.take(this.#settings.size));
    if (this.#running < SIDE_BY_SIDE) this.#startSuspect();
  }

  async #workOn(batch: readonly Item[]): Promise<void> {
    this.#running++;
    await this.#settings.work(batch);
    this.#running--;
    this.#startSuspect();
    if (this.lanes.waiting > 0) this.#startBatches();
  }

  #startSuspect(): void {
    const item = this.#suspectRunning ? undefined : this.lanes.takeSuspect();
    if (item === undefined) return;
    this.#suspectRunning = true;
    void this.#settings.work([item]).then(() => {
      this.#suspectRunning = false;
      // With others in line the next suspect waits for the end of their batch.
      if (this.#running === 0) this.#startSuspect();
    });
  }
}
