import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { requireArgument } from "../../errors.ts";
import { fromBytes, mod, SUBGROUP_ORDER } from "../../crypto/field.ts";
import { randomScalar } from "../../crypto/random.ts";
import type { Secret } from "../../protocol/identity.ts";
import { parseErasureCase, type ErasureCase } from "../../protocol/sharing/erasure.ts";
import { toHex } from "../../protocol/sharing/hex.ts";
import { entryText, LOG_ENTRY_FORMAT } from "../../protocol/sharing/log-entry.ts";
import type { LogHead, LogReceipt } from "../../protocol/sharing/log-head.ts";
import { NONCE_BYTES } from "../../protocol/sharing/box.ts";
import type { RecordDetails } from "../../protocol/sharing/record-details.ts";
import { sealEntry, type PublicSealedEntry } from "../../protocol/sharing/sealed-entry.ts";
import { openThread, type Thread } from "../../protocol/sharing/thread.ts";
import { viewingKeysOf } from "../../protocol/sharing/viewing-key.ts";
import { withFileLock } from "../file-lock.ts";
import { ConsentStore } from "./consent-store.ts";
import { LogStore, type SignHead } from "./log-store.ts";
import { PRIVATE_KEY_BYTES } from "./private-box.ts";
import { PrivateFiles } from "./private-files.ts";
import { subjectIdOf, ThreadStore, type Subject } from "./thread-store.ts";
import { UsedRequests } from "./used-requests.ts";

/** What a department keeps of one sharing log: the public log, and its own secrets beside it. One process at a time holds it. */
export interface RecordKeeper {
  readonly log: LogStore;
  readonly threads: ThreadStore;
  readonly consents: ConsentStore;
  readonly requests: UsedRequests;
  readonly erasures: Map<string, ErasureCase>;
  readonly erasureFiles: PrivateFiles;
  /** For records of nobody the department knows: they look like all others, and it can read them itself. */
  readonly own: Subject;
  /** Threads that are being opened, by subject. */
  readonly opening: Map<string, Promise<Thread>>;
  close(): Promise<void>;
}

export interface KeeperOptions {
  readonly folder: string;
  /** 32 bytes, see `keeper-key.ts`. */
  readonly key: Uint8Array;
  /** The last head on chain. */
  readonly anchored?: LogHead | undefined;
  readonly signHead?: SignHead | undefined;
}

export async function openRecordKeeper({ folder, key, ...options }: KeeperOptions): Promise<RecordKeeper> {
  requireArgument(key.length === PRIVATE_KEY_BYTES, "key", `${PRIVATE_KEY_BYTES} bytes`);
  // Closed in the opposite order, the lock last.
  const opened: (() => Promise<void>)[] = [await holdLock(folder)];
  const close = async (): Promise<void> => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    const log = await LogStore.open({ folder, ...options });
    opened.push(() => log.close());
    const threads = await ThreadStore.open({ file: join(folder, "threads.sealed"), key });
    opened.push(() => threads.close());
    const consents = await ConsentStore.open(new PrivateFiles({ folder: join(folder, "consents"), key }));
    const requests = await UsedRequests.open(new PrivateFiles({ folder: join(folder, "requests"), key }));
    const erasureFiles = new PrivateFiles({ folder: join(folder, "erasures"), key });
    const cases = (await erasureFiles.readAll()).map(parseErasureCase);
    const erasures = new Map(cases.map((each) => [each.id, each]));
    const own = { pseudonym: 0n, viewingKey: ownKey(key) };
    return { log, threads, consents, requests, erasures, erasureFiles, own, opening: new Map(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Unplaced<Part> = Part extends PublicSealedEntry ? Omit<Part, "format" | "sequence" | "hour"> : never;

/** What the keeper adds to the log: format, place and hour are its own to say. */
export interface NewRecord {
  readonly entry: Unplaced<PublicSealedEntry>;
  readonly details: RecordDetails;
  /** Without it the record hangs on the department's own thread. */
  readonly subject?: Subject | undefined;
}

/** In the log, and safe from a power failure, when it returns. */
export async function appendRecord(keeper: RecordKeeper, record: NewRecord): Promise<LogReceipt> {
  return appendOnThread(keeper, record, await threadFor(keeper, record.subject ?? keeper.own));
}

export function appendOnThread(
  keeper: RecordKeeper,
  { entry, details }: NewRecord,
  thread: Thread,
): Promise<LogReceipt> {
  const nonce = randomBytes(NONCE_BYTES);
  const hour = details.at - (details.at % 3600);
  return keeper.log.append((sequence) => {
    const placed = { ...entry, format: LOG_ENTRY_FORMAT, sequence, hour } as PublicSealedEntry;
    return entryText(sealEntry({ entry: placed, details, thread, nonce }));
  });
}

/** The subject's thread; where there is none, one is opened in the log. */
export async function threadFor(keeper: RecordKeeper, subject: Subject): Promise<Thread> {
  const held = keeper.threads.find(subject);
  if (held !== undefined) return held;
  const id = subjectIdOf(subject);
  const pending = keeper.opening.get(id) ?? openNewThread(keeper, subject);
  keeper.opening.set(id, pending);
  try {
    return await pending;
  } finally {
    keeper.opening.delete(id);
  }
}

/** The opening comes first: a thread without one in the log would hide its records from their person. */
async function openNewThread(keeper: RecordKeeper, subject: Subject): Promise<Thread> {
  const { thread, opening } = openThread({ viewingKey: subject.viewingKey, ephemeral: randomScalar() });
  const entry = { format: LOG_ENTRY_FORMAT, kind: "opening", ...opening, tag: toHex(opening.tag) } as const;
  await keeper.log.append((sequence) => entryText({ ...entry, sequence }));
  await keeper.threads.add(subject, thread);
  return thread;
}

/** A viewing key of the department's own, from its key. */
function ownKey(key: Uint8Array): Subject["viewingKey"] {
  const secret = mod(fromBytes(key), SUBGROUP_ORDER) as Secret;
  return viewingKeysOf({ secret, verifierId: 0n, scopeId: 0n }).publicKey;
}

/** Holds the folder until the function that it returns is called. */
function holdLock(folder: string): Promise<() => Promise<void>> {
  return new Promise((taken, refused) => {
    const held = withFileLock(
      join(folder, "log"),
      () =>
        new Promise<void>((free) => {
          taken(async () => {
            free();
            await held;
          });
        }),
      { patienceMs: 0 },
    );
    held.catch(refused);
  });
}
