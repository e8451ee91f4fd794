/** Keeps what was used last and forgets what was not used for longest. */
export class Recent<Value> {
  readonly #limit: number;
  readonly #values = new Map<string, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value of this name, made if it is not there. */
  take(name: string, make: () => Value): Value {
    const value = this.#values.get(name) ?? make();
    // A Map keeps the order of insertion: the first is the one used longest ago.
    this.#values.delete(name);
    this.#values.set(name, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#limit && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }

  delete(name: string): void {
    this.#values.delete(name);
  }
}
