import { open, type FileHandle } from "node:fs/promises";
import type { Point } from "../../crypto/babyjubjub.ts";
import { fromBytes, toBytes } from "../../crypto/field.ts";
import { PsephosError } from "../../errors.ts";
import { THREAD_SECRET_BYTES, type Thread } from "../../protocol/sharing/thread.ts";
import { BOX_OVERHEAD_BYTES, openPrivate, sealPrivate } from "./private-box.ts";

/** Whose data it is, as the department knows the person: by the pseudonym of a scope, and the key that records are addressed to. */
export interface Subject {
  readonly pseudonym: bigint;
  readonly viewingKey: Point;
}

export interface HeldThread {
  readonly thread: Thread;
  readonly pseudonym: bigint;
  /** The viewing key's x: of a group of prime order, no two points share it. */
  readonly viewingKeyX: bigint;
  readonly slot: number;
}

/** A power of two, so that a slot lies in one sector: it is written, and deleted, whole or not at all. */
const SLOT_BYTES = 128;
const WORD_BYTES = 32;
const CONTENT_BYTES = THREAD_SECRET_BYTES + 2 * WORD_BYTES;
const BOX_BYTES = CONTENT_BYTES + BOX_OVERHEAD_BYTES;

/**
 * The threads' secrets, the only thing by which the department reads records. One file of fixed slots under the department's key,
 * so that one person's secret can be overwritten in its place, and no copy was ever written elsewhere.
 */
export class ThreadStore {
  readonly #file: FileHandle;
  readonly #key: Uint8Array;
  /** On which new records hang, by subject. */
  readonly #current = new Map<string, HeldThread>();
  /** Still on the disk: an erasure that failed on the way finds them again. */
  #retired: HeldThread[] = [];
  readonly #free: number[] = [];
  #slots = 0;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: FileHandle, key: Uint8Array) {
    this.#file = file;
    this.#key = key;
  }

  static async open({ file, key }: { file: string; key: Uint8Array }): Promise<ThreadStore> {
    const handle = await open(file, "r+").catch(() => open(file, "wx+", 0o600));
    const store = new ThreadStore(handle, key);
    try {
      await store.#read(file);
      return store;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  find(subject: Subject): Thread | undefined {
    return this.#current.get(subjectIdOf(subject))?.thread;
  }

  ofPseudonym(pseudonym: bigint): HeldThread[] {
    return this.all().filter((held) => held.pseudonym === pseudonym);
  }

  /** Whose secrets are on the disk, retired ones too. */
  all(): HeldThread[] {
    return [...this.#retired, ...this.#current.values()];
  }

  /** Kept when it returns, also through a power failure. */
  add({ pseudonym, viewingKey }: Subject, thread: Thread): Promise<void> {
    return this.#inTurn(async () => {
      const slot = this.#free.pop() ?? this.#slots++;
      const [viewingKeyX] = viewingKey;
      const content = Buffer.concat([thread.secret, toBytes(pseudonym), toBytes(viewingKeyX)]);
      await this.#writeSlot(slot, sealPrivate({ key: this.#key, content, place: placeOf(slot) }));
      this.#hold({ thread, pseudonym, viewingKeyX, slot });
    });
  }

  /** From now on no new record hangs on them; their secrets are on the disk until `destroy`. */
  retire(threads: readonly HeldThread[]): void {
    for (const held of threads) {
      const subjectId = joined(held);
      if (this.#current.get(subjectId) !== held) continue;
      this.#current.delete(subjectId);
      this.#retired.push(held);
    }
  }

  /** Overwrites the secrets. What was destroyed before is left alone: its slot may be another person's by now. */
  destroy(threads: readonly HeldThread[]): Promise<void> {
    this.retire(threads);
    return this.#inTurn(async () => {
      for (const each of threads.filter((held) => this.#retired.includes(held))) {
        await this.#writeSlot(each.slot, Buffer.alloc(0));
        this.#retired = this.#retired.filter((held) => held !== each);
        this.#free.push(each.slot);
      }
    });
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #read(name: string): Promise<void> {
    const { size } = await this.#file.stat();
    this.#slots = Math.floor(size / SLOT_BYTES);
    const bytes = Buffer.alloc(this.#slots * SLOT_BYTES);
    await this.#file.read(bytes, 0, bytes.length, 0);
    for (let slot = 0; slot < this.#slots; slot++) {
      const box = bytes.subarray(slot * SLOT_BYTES, slot * SLOT_BYTES + BOX_BYTES);
      if (box.every((byte) => byte === 0)) this.#free.push(slot);
      else this.#take(slot, openPrivate({ key: this.#key, box, place: placeOf(slot) }) ?? refuse(name));
    }
  }

  #take(slot: number, content: Buffer): void {
    const secret = Uint8Array.from(content.subarray(0, THREAD_SECRET_BYTES));
    const word = (index: number) => content.subarray(WORD_BYTES * index, WORD_BYTES * (index + 1));
    this.#hold({ thread: { secret }, pseudonym: fromBytes(word(1)), viewingKeyX: fromBytes(word(2)), slot });
  }

  /** A subject has two where an erasure was broken off and a record came after it: the other one waits to be erased. */
  #hold(held: HeldThread): void {
    const subjectId = joined(held);
    const other = this.#current.get(subjectId);
    if (other !== undefined) this.#retired.push(other);
    this.#current.set(subjectId, held);
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #writeSlot(slot: number, box: Uint8Array): Promise<void> {
    const bytes = Buffer.alloc(SLOT_BYTES);
    bytes.set(box);
    await this.#file.write(bytes, 0, SLOT_BYTES, slot * SLOT_BYTES);
    await this.#file.datasync();
  }
}

/** By both: whoever gives another person's viewing key shares no thread with her. */
export function subjectIdOf({ pseudonym, viewingKey: [viewingKeyX] }: Subject): string {
  return joined({ pseudonym, viewingKeyX });
}

function joined({ pseudonym, viewingKeyX }: Pick<HeldThread, "pseudonym" | "viewingKeyX">): string {
  return `${pseudonym}/${viewingKeyX}`;
}

function placeOf(slot: number): string {
  return `psephos.threads/1 ${slot}`;
}

function refuse(file: string): never {
  throw new PsephosError("SEALED_FILE_REFUSED", `${file} does not open: the key is another one, or it was altered.`);
}
