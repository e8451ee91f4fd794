/** One thing that happens on a day of the demonstration's past. */
export interface AgendaItem {
  /** In days from the end, which is now: negative. */
  readonly day: number;
  readonly act: () => Promise<void>;
}

export const DAY_SECONDS = 86_400;

/** What happens, in the order of days; what happens on one day, in the order in which it was noted. */
export class Agenda {
  readonly #items: AgendaItem[] = [];
  readonly #now: number;

  /** `now`: unix seconds, the end of it all. */
  constructor(now: number) {
    this.#now = now;
  }

  on(day: number, act: () => Promise<void>): void {
    this.#items.push({ day, act });
  }

  /** Unix seconds of a day, also of one to come. */
  at(day: number): number {
    return Math.round(this.#now + day * DAY_SECONDS);
  }

  async carryOut(input: {
    advanceTo: (at: number) => Promise<void>;
    onProgress: (progress: { readonly done: number; readonly total: number }) => void;
  }): Promise<void> {
    const items = this.#items.toSorted((one, other) => one.day - other.day);
    for (const [index, { day, act }] of items.entries()) {
      await input.advanceTo(this.at(day));
      await act();
      input.onProgress({ done: index + 1, total: items.length });
    }
  }
}
