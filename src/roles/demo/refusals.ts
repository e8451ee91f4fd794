import { PsephosError } from "../../errors.ts";
import type { Cheat, CheatTold, Narrator } from "./narrator.ts";

export interface Attempt extends CheatTold {
  /** Name of the contract's error, or code of ours, that must come back: refused for this reason and no other. */
  readonly because: string;
  readonly cheat: Cheat;
  /** What the cheater really does. */
  readonly act: () => Promise<unknown>;
}

/** Has cheaters try, and counts those who were refused for the right reason. One who is not ends the demonstration. */
export class Refusals {
  readonly #counts = new Map<Cheat, number>();
  readonly #narrator: Narrator;

  constructor(narrator: Narrator) {
    this.#narrator = narrator;
  }

  async expect({ cheat, attempt, because, act }: Attempt): Promise<void> {
    const reason = await reasonOfRefusal(act);
    if (reason === because) return this.note({ cheat, attempt });
    const what = reason === undefined ? "was not refused" : `was refused for another reason (${reason})`;
    throw new PsephosError("DEMONSTRATION_FAILED", `The cheat "${cheat}" (${attempt}) ${what}; expected ${because}.`);
  }

  /** For a cheat whose refusal shows otherwise than by an error. */
  note(told: CheatTold): void {
    this.#counts.set(told.cheat, (this.#counts.get(told.cheat) ?? 0) + 1);
    this.#narrator.refused(told);
  }

  /** Of one story's cheats. */
  counts<Kind extends Cheat>(cheats: readonly Kind[]): Record<Kind, number> {
    return Object.fromEntries(cheats.map((cheat) => [cheat, this.#counts.get(cheat) ?? 0])) as Record<Kind, number>;
  }
}

/** What stopped the act, or undefined if nothing did. Faults that are no refusals pass through. */
async function reasonOfRefusal(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!(error instanceof PsephosError) || error.exitClass !== "refused") throw error;
    const contractError = error.detail["error"];
    return typeof contractError === "string" ? contractError : error.code;
  }
}
