import { lockIfLeft, lockWhenLeft, touch } from "./attendance.ts";

/** Holds what a person opened with a secret of hers, until she locks it or left it. Stays in the worker. */
export class Opened<T> {
  #held: T | undefined;
  readonly #listeners = new Set<() => void>();

  constructor() {
    lockWhenLeft(() => {
      if (this.#held !== undefined) this.lock();
    });
  }

  /** Undefined while it is locked. Looking puts nothing off, nor does using it: only the person does. */
  get(): T | undefined {
    lockIfLeft();
    return this.#held;
  }

  /** By the person, who is there. */
  open(held: T): void {
    touch();
    this.#held = held;
    this.tell();
  }

  /** Takes in what became of it; what was locked meanwhile stays locked. */
  change(change: (held: T) => T): void {
    const held = this.get();
    if (held === undefined) return;
    this.#held = change(held);
    this.tell();
  }

  lock(): void {
    this.#held = undefined;
    this.tell();
  }

  /** Calls `listener` after each opening, change and locking, and whenever `tell` is called. */
  watch(listener: () => void): void {
    this.#listeners.add(listener);
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
