/** How much of one caller is verified together, before and after its first proofs. */
const FIRST_WINDOW = 16;
const MAX_WINDOW = 64;
/** A wrong proof makes a caller suspect for so long, times the number of its wrong ones. */
const SUSPICION_MS = 60_000;
const MAX_STRIKES = 10;
/** One of them is forgotten after each such time without another: many people share an address. */
const FORGIVEN_AFTER_MS = 300_000;
const MAX_CALLERS = 10_000;

interface Record {
  readonly good: number;
  readonly strikes: number;
  /** When the last of them came. */
  readonly struckAt: number;
  readonly suspectUntil: number;
}

const UNKNOWN: Record = { good: 0, strikes: 0, struckAt: 0, suspectUntil: 0 };

/** What callers' proofs were worth, in memory alone. Proofs that hold earn larger batches; a wrong one costs them. */
export class Callers {
  readonly #records = new Map<string, Record>();
  readonly #now: () => number;

  /** `now` is a clock in ms that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Most entries of this caller in one batch: all that he can make it search through. */
  windowOf(caller: string): number {
    return Math.min(MAX_WINDOW, FIRST_WINDOW + this.#of(caller).good);
  }

  isSuspect(caller: string): boolean {
    return this.#of(caller).suspectUntil > this.#now();
  }

  noteGood(caller: string): void {
    const record = this.#of(caller);
    this.#set(caller, { ...record, good: Math.min(MAX_WINDOW, record.good + 1) });
  }

  noteWrong(caller: string): void {
    const now = this.#now();
    const { strikes: earlier, struckAt } = this.#of(caller);
    const left = Math.max(0, earlier - Math.floor((now - struckAt) / FORGIVEN_AFTER_MS));
    const strikes = Math.min(MAX_STRIKES, left + 1);
    this.#set(caller, { good: 0, strikes, struckAt: now, suspectUntil: now + strikes * SUSPICION_MS });
  }

  #of(caller: string): Record {
    return this.#records.get(caller) ?? UNKNOWN;
  }

  #set(caller: string, record: Record): void {
    this.#records.delete(caller);
    this.#records.set(caller, record);
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_CALLERS && oldest !== undefined) this.#records.delete(oldest);
  }
}
