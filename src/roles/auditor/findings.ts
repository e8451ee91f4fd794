import type { Evidence, Finding, Sentence } from "./check.ts";

const SHOWN_FAULTS = 3;

/** Gathers what is wrong, so that a check names every fault it finds and not the first alone. */
export class Faults {
  readonly #sentences: Sentence[] = [];

  add(en: string, zh: string): void {
    this.#sentences.push({ en, zh });
  }

  /** Adds the sentence unless the condition holds; returns the condition, to guard what depends on it. */
  unless(holds: boolean, en: string, zh: string): boolean {
    if (!holds) this.add(en, zh);
    return holds;
  }

  get count(): number {
    return this.#sentences.length;
  }

  /** The finding: good with the given detail, or bad with the first faults. */
  finding(whenGood: Sentence, evidence: Evidence = {}): Finding {
    if (this.count === 0) return { ok: true, detail: whenGood, evidence };
    const shown = this.#sentences.slice(0, SHOWN_FAULTS);
    const more = this.count - shown.length;
    return {
      ok: false,
      detail: {
        en: shown.map(({ en }) => en).join("; ") + (more > 0 ? `; and ${more} more` : ""),
        zh: shown.map(({ zh }) => zh).join("；") + (more > 0 ? `；另有 ${more} 处` : ""),
      },
      evidence: { ...evidence, faults: this.count },
    };
  }
}

/** A list of numbers as people read it: the first ten, then how many more. */
export function listed(numbers: readonly (number | bigint)[]): string {
  const shown = numbers.slice(0, 10).join(", ");
  return numbers.length > 10 ? `${shown} … (+${numbers.length - 10})` : shown;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
