const MAX_KEYS = 1_000;

interface Cached {
  readonly value: Promise<unknown>;
  readonly until: number;
}

/** Answers that may be used again for a moment. Those who ask meanwhile share one question; failures are not kept. */
export class Cache {
  readonly #answers = new Map<string, Cached>();
  readonly #keepMs: number;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** `key` names the question, and with it the answer's type. */
  get<Value>(key: string, ask: () => Promise<Value>): Promise<Value> {
    const now = performance.now();
    const known = this.#answers.get(key);
    if (known !== undefined && known.until > now) return known.value as Promise<Value>;
    const value = ask();
    this.#answers.delete(key);
    this.#answers.set(key, { value, until: now + this.#keepMs });
    value.catch(() => this.#answers.delete(key));
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MAX_KEYS) break;
      this.#answers.delete(oldest);
    }
    return value;
  }
}
