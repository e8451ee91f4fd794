import { openDB, type IDBPDatabase, type IDBPObjectStore } from "idb";
import { FileError, fileErrorOf } from "./file-error.ts";

/** A file of this browser's own folder. */
export interface StoredFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Unix milliseconds of the last write. */
  readonly writtenAtMs: number;
}

const DATABASE = "psephos";
const STORE = "files";

let opened: Promise<IDBPDatabase> | undefined;

/**
 * Files by path in this browser's database, as one person's data folder. Secrets are sealed by whoever writes them, as on a disk.
 * Each change is one transaction: another tab sees it whole or not at all.
 */
function database(): Promise<IDBPDatabase> {
  opened ??= openDB(DATABASE, 1, {
    upgrade: (db) => {
      db.createObjectStore(STORE);
    },
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

export async function getFile(path: string): Promise<StoredFile | undefined> {
  return refusing(path, async () => (await (await database()).get(STORE, path)) as StoredFile | undefined);
}

/** `exclusive` refuses with EEXIST when there is one. */
export async function putFile(path: string, bytes: Uint8Array, { exclusive }: { exclusive: boolean }): Promise<void> {
  await inOneStep(path, async (store) => {
    if (exclusive && (await store.getKey(path)) !== undefined) throw new FileError("EEXIST", path);
    await store.put({ bytes: Uint8Array.from(bytes), writtenAtMs: Date.now() } satisfies StoredFile, path);
  });
}

/** Puts one file's content at another path in one step. `exclusive` refuses with EEXIST, and keeps the first as a link does. */
export async function moveFile(move: { from: string; to: string; exclusive: boolean }): Promise<void> {
  const { from, to, exclusive } = move;
  await inOneStep(to, async (store) => {
    const [file, present] = [(await store.get(from)) as StoredFile | undefined, await store.getKey(to)];
    if (file === undefined) throw new FileError("ENOENT", from);
    if (exclusive && present !== undefined) throw new FileError("EEXIST", to);
    await store.put(file, to);
    if (!exclusive) await store.delete(from);
  });
}

export async function deleteFile(path: string): Promise<boolean> {
  return inOneStep(path, async (store) => {
    const wasThere = (await store.getKey(path)) !== undefined;
    await store.delete(path);
    return wasThere;
  });
}

/** Paths of all files in a folder and below. */
export async function pathsBelow(folder: string): Promise<string[]> {
  const start = folder.endsWith("/") ? folder : `${folder}/`;
  const range = IDBKeyRange.bound(start, `${start}\uffff`);
  return refusing(folder, async () => (await (await database()).getAllKeys(STORE, range)).map(String));
}

type Files = IDBPObjectStore<unknown, [typeof STORE], typeof STORE, "readwrite">;

/** All that `act` changes, or nothing of it. */
function inOneStep<T>(path: string, act: (store: Files) => Promise<T>): Promise<T> {
  return refusing(path, async () => {
    const transaction = (await database()).transaction(STORE, "readwrite", { durability: "strict" });
    // A change that is refused ends the transaction as well: the one refusal is told once.
    const done = transaction.done.then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    try {
      const result = await act(transaction.store);
      const failed = await done;
      if (failed !== undefined) throw failed.error;
      return result;
    } catch (error) {
      if (error instanceof FileError) {
        transaction.abort();
        throw error;
      }
      // Why the whole was refused says more than that a part of it was ended by that.
      throw (await done)?.error ?? error;
    }
  });
}

async function refusing<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw fileErrorOf(error, path);
  }
}
