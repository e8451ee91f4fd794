import { PsephosError } from "../../../errors.ts";
import type { Store } from "../../store/store.ts";
import { unlessAborted } from "../../unless-aborted.ts";
import { readEntries, storeFailure, type EntryView } from "./entries.ts";

const LOOK_EVERY_MS = 500;

/** By each ticket that was asked for: undefined if there is no such entry any more. */
type Look = Map<string, EntryView | undefined>;

/** Tells of entries, and of their changes: one look at the database serves all who follow one. */
export class EntryWatch {
  readonly #store: Store;
  readonly #stopping = new AbortController();
  /** By ticket: how many follow it. */
  readonly #followed = new Map<string, number>();
  #look: Promise<Look> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  async read(ticket: string): Promise<EntryView> {
    const [entry] = await this.#readAll([ticket]);
    if (entry === undefined) throw unknownTicket();
    return entry;
  }

  /** The entry as it is, then each change, until it is over, the signal aborts or the service stops. */
  async *follow(ticket: string, signal: AbortSignal): AsyncGenerator<EntryView> {
    let last = await this.read(ticket);
    yield last;
    this.#followed.set(ticket, (this.#followed.get(ticket) ?? 0) + 1);
    try {
      while (last.state !== "final" && last.state !== "refused") {
        const seen = await this.#nextLook(signal);
        if (seen === undefined) return;
        // Who joins while the database is asked is in the next look.
        if (!seen.has(ticket)) continue;
        const next = seen.get(ticket);
        if (next === undefined) return;
        if (differs(next, last)) yield next;
        last = next;
      }
    } finally {
      const others = (this.#followed.get(ticket) ?? 1) - 1;
      if (others === 0) this.#followed.delete(ticket);
      else this.#followed.set(ticket, others);
    }
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Undefined when the signal aborts or the service stops. */
  #nextLook(signal: AbortSignal): Promise<Look | undefined> {
    this.#look ??= this.#lookAfterPause().finally(() => (this.#look = undefined));
    return unlessAborted(this.#look, [signal, this.#stopping.signal]);
  }

  async #lookAfterPause(): Promise<Look> {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const tickets = [...this.#followed.keys()];
    const entries = new Map((await this.#readAll(tickets)).map((entry) => [entry.ticket, entry]));
    return new Map(tickets.map((ticket) => [ticket, entries.get(ticket)]));
  }

  #readAll(tickets: readonly string[]): Promise<EntryView[]> {
    if (tickets.length === 0) return Promise.resolve([]);
    return readEntries(this.#store.database, tickets).catch((error: unknown) => {
      throw storeFailure(error);
    });
  }
}

function differs(one: EntryView, other: EntryView): boolean {
  return one.state !== other.state || one.transactionHash !== other.transactionHash;
}

function unknownTicket(): PsephosError {
  const message = "There is no such entry, or it is done and was forgotten. Look on the chain whether it counts.";
  return new PsephosError("NOT_FOUND", message);
}
