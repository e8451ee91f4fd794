import { PsephosError } from "../../../errors.ts";
import type { Callers } from "./callers.ts";

const SUSPECT_QUOTA = 4;
const SUSPECT_LIMIT = 256;

export interface OfCaller {
  readonly caller: string;
}

/**
 * Who is verified next: callers take turns, so that none of them waits for another's thousands, and those whose proofs were wrong
 * stand aside and go one at a time.
 */
export class Lanes<Item extends OfCaller> {
  readonly #callers: Callers;
  readonly #limit: number;
  readonly #turns = new Map<string, Item[]>();
  readonly #suspects: Item[] = [];
  #waiting = 0;

  constructor({ callers, limit }: { callers: Callers; limit: number }) {
    this.#callers = callers;
    this.#limit = limit;
  }

  /** Without the suspects. */
  get waiting(): number {
    return this.#waiting;
  }

  get hasSuspects(): boolean {
    return this.#suspects.length > 0;
  }

  add(item: Item): void {
    const { caller } = item;
    if (this.#callers.isSuspect(caller)) {
      const own = this.#suspects.filter((other) => other.caller === caller).length;
      if (own >= SUSPECT_QUOTA || this.#suspects.length >= SUSPECT_LIMIT) throw busy();
      this.#suspects.push(item);
      return;
    }
    if (this.#waiting >= this.#limit) throw busy();
    const own = this.#turns.get(caller);
    if (own === undefined) this.#turns.set(caller, [item]);
    else own.push(item);
    this.#waiting++;
  }

  /** At most `count` items, one of each caller in turn, and of none more than its window. */
  take(count: number): Item[] {
    const taken: Item[] = [];
    let lines = [...this.#turns];
    for (let round = 0; taken.length < count && lines.length > 0; round++) {
      lines = lines.filter(([caller, own]) => own.length > 0 && round < this.#callers.windowOf(caller));
      for (const [, own] of lines.slice(0, count - taken.length)) taken.push(own.shift()!);
    }
    for (const caller of new Set(taken.map((item) => item.caller))) this.#toTheEnd(caller);
    this.#waiting -= taken.length;
    return taken;
  }

  #toTheEnd(caller: string): void {
    const own = this.#turns.get(caller) ?? [];
    this.#turns.delete(caller);
    if (own.length > 0) this.#turns.set(caller, own);
  }

  takeSuspect(): Item | undefined {
    return this.#suspects.shift();
  }

  /** What a caller who has just become suspect still has in line: the first few stay, and are verified alone; the others are given back. */
  setAside(caller: string): Item[] {
    const own = this.#turns.get(caller) ?? [];
    this.#turns.delete(caller);
    this.#waiting -= own.length;
    const room = SUSPECT_LIMIT - this.#suspects.length;
    this.#suspects.push(...own.splice(0, Math.min(SUSPECT_QUOTA, room)));
    return own;
  }

  /** Everybody, when the service stops. */
  clear(): Item[] {
    const all = [...this.#turns.values()].flat().concat(this.#suspects);
    this.#turns.clear();
    this.#suspects.length = 0;
    this.#waiting = 0;
    return all;
  }
}

export function busy(): PsephosError {
  return new PsephosError("BUSY", "The relayer has more to verify than it can. Send again soon, or cast directly.");
}
