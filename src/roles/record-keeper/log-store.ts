import { PsephosError, requireInteger } from "../../errors.ts";
import { leafHash, type LogHash } from "../../protocol/log/hash.ts";
import type { LogTree } from "../../protocol/log/tree.ts";
import { toHex } from "../../protocol/sharing/hex.ts";
import { hasHead, headOf, LOG_RECEIPT_FORMAT, type LogHead, type LogReceipt } from "../../protocol/sharing/log-head.ts";
import { linesOf } from "./lines.ts";
import { commitLine, openLogFiles, type LogFiles } from "./log-files.ts";

/** Signs a head as the log's operator, see `logHeadTypedData`. */
export type SignHead = (head: LogHead) => Promise<NonNullable<LogReceipt["signed"]>>;

export interface LogStoreOptions {
  readonly folder: string;
  /** The last head on chain: a log on disk that does not begin with it is refused. */
  readonly anchored?: LogHead | undefined;
  readonly signHead?: SignHead | undefined;
}

/** The text of the entry that will have this sequence number, without a line feed. */
type MakeEntry = (sequence: number) => string;

interface Waiting {
  readonly make: MakeEntry;
  readonly resolve: (receipt: LogReceipt) => void;
  readonly reject: (error: unknown) => void;
}

/** Entries written in one go; more of them would let the first wait for long. */
const MAX_BATCH = 1024;

/**
 * An append-only log. Appends that come while a batch is being written make the next one; each is acknowledged, with its proof,
 * when it would survive a power failure.
 */
export class LogStore {
  readonly #files: LogFiles;
  readonly #tree: LogTree;
  /** Where in the file each entry ends, line feed included. */
  readonly #ends: number[];
  readonly #signHead: SignHead | undefined;
  #commitsBytes: number;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;

  private constructor(opened: { files: LogFiles; tree: LogTree; ends: number[] }, signHead: SignHead | undefined) {
    this.#files = opened.files;
    this.#tree = opened.tree;
    this.#ends = opened.ends;
    this.#commitsBytes = opened.files.commitsBytes;
    this.#signHead = signHead;
  }

  static async open({ folder, anchored, signHead }: LogStoreOptions): Promise<LogStore> {
    const store = new LogStore(await openLogFiles(folder), signHead);
    if (anchored !== undefined && !hasHead(store.#tree, anchored)) {
      await store.close();
      throw new PsephosError(
        "LOG_REWRITTEN",
        `The log in ${folder} does not begin with the ${anchored.size} entries that are anchored. Bring back your copy.`,
      );
    }
    return store;
  }

  get head(): LogHead {
    return headOf(this.#tree);
  }

  append(make: MakeEntry): Promise<LogReceipt> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ make, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** An entry's proof under the present head, or an earlier one. */
  async receipt(sequence: number, size = this.#tree.size): Promise<LogReceipt> {
    const head = { size, root: this.#tree.root(size) };
    return this.#receiptUnder(head, sequence, await this.#signHead?.(head));
  }

  consistencyProof(first: number, second?: number): LogHash[] {
    return this.#tree.consistencyProof(first, second);
  }

  /** Acknowledged entries in their order. */
  async *entries(from = 0): AsyncGenerator<string> {
    requireInteger(from, { name: "from", min: 0, max: this.#tree.size });
    const range = { from: this.#ends[from - 1] ?? 0, to: this.#entriesBytes };
    for await (const line of linesOf(this.#files.entries, range)) yield Buffer.from(line).toString("utf8");
  }

  async entry(sequence: number): Promise<string> {
    requireInteger(sequence, { name: "sequence", min: 0, max: this.#tree.size - 1 });
    const range = { from: this.#ends[sequence - 1] ?? 0, to: this.#ends[sequence]! };
    for await (const line of linesOf(this.#files.entries, range)) return Buffer.from(line).toString("utf8");
    throw new PsephosError("LOG_DAMAGED", `Entry ${sequence} of the log cannot be read. Open the log again.`);
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.#writing;
    await Promise.all([this.#files.entries.close(), this.#files.commits.close()]);
  }

  get #entriesBytes(): number {
    return this.#ends.at(-1) ?? 0;
  }

  async #writeAll(): Promise<void> {
    // Whatever is appended in this same turn joins the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting.splice(0, MAX_BATCH));
    this.#writing = undefined;
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    const made = this.#make(batch);
    if (made.length === 0) return;
    const first = this.#tree.size;
    try {
      await this.#write(made.map(({ bytes }) => bytes));
      const head = this.head;
      const signed = await this.#signHead?.(head);
      made.forEach(({ resolve }, index) => resolve(this.#receiptUnder(head, first + index, signed)));
    } catch (error) {
      made.forEach(({ reject }) => reject(error));
    }
  }

  /** One that cannot be made takes no place and fails alone. */
  #make(batch: readonly Waiting[]): (Waiting & { bytes: Uint8Array })[] {
    const made: (Waiting & { bytes: Uint8Array })[] = [];
    for (const waiting of batch) {
      try {
        made.push({ ...waiting, bytes: Buffer.from(waiting.make(this.#tree.size + made.length), "utf8") });
      } catch (error) {
        waiting.reject(error);
      }
    }
    return made;
  }

  /** Entries first, and flushed; then the commit. So a commit never speaks of entries that a power failure could take. */
  async #write(entries: readonly Uint8Array[]): Promise<void> {
    if (this.#broken !== undefined) throw this.#unwritable(this.#broken);
    const at = this.#entriesBytes;
    const lines = Buffer.concat(entries.flatMap((entry) => [entry, LINE_FEED]));
    try {
      await writeAt(this.#files.entries, lines, at);
      await this.#files.entries.datasync();
      entries.forEach((entry) => {
        this.#tree.append(leafHash(entry));
        this.#ends.push(this.#entriesBytes + entry.length + 1);
      });
      const { size, root } = this.head;
      const commit = Buffer.from(commitLine({ size, root: toHex(root), bytes: this.#entriesBytes }));
      await writeAt(this.#files.commits, commit, this.#commitsBytes);
      await this.#files.commits.datasync();
      this.#commitsBytes += commit.length;
    } catch (error) {
      // What reached the disk is unknown: opening the log again finds out.
      this.#broken = error;
      throw this.#unwritable(error);
    }
  }

  #receiptUnder({ size, root }: LogHead, sequence: number, signed: LogReceipt["signed"]): LogReceipt {
    const proof = this.#tree.inclusionProof(sequence, size).map(toHex);
    const receipt = { format: LOG_RECEIPT_FORMAT, sequence, size, root: toHex(root), proof } as const;
    return signed === undefined ? receipt : { ...receipt, signed };
  }

  #unwritable(cause: unknown): PsephosError {
    const message = "The log could not be written, and no record was acknowledged. Make room, then open the log again.";
    return new PsephosError("FILE_UNWRITABLE", message, { cause });
  }
}

const LINE_FEED = Buffer.from("\n");

async function writeAt(file: LogFiles["entries"], bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
