/** Seconds of wall clock that each part of the demonstration took. */
export class Stopwatch {
  readonly #seconds = new Map<string, number>();

  async time<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      const seconds = (performance.now() - startedAt) / 1000;
      this.#seconds.set(part, (this.#seconds.get(part) ?? 0) + seconds);
    }
  }

  seconds(): Record<string, number> {
    return Object.fromEntries([...this.#seconds].map(([part, seconds]) => [part, Math.round(seconds * 10) / 10]));
  }
}
