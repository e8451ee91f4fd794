import { openDB, type IDBPDatabase } from "idb";

/** A file of this browser's own folder. */
export interface StoredFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Unix milliseconds of the last write. */
  readonly writtenAtMs: number;
}

/** What refuses as a file system does: use cases look at the code. */
export class FileError extends Error {
  readonly code: string;
  constructor(code: string, path: string) {
    super(`${code}: ${path}`);
    this.name = "FileError";
    this.code = code;
  }
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
  return (await (await database()).get(STORE, path)) as StoredFile | undefined;
}

/** `exclusive` refuses with EEXIST when there is one. */
export async function putFile(path: string, bytes: Uint8Array, { exclusive }: { exclusive: boolean }): Promise<void> {
  const db = await database();
  const transaction = db.transaction(STORE, "readwrite", { durability: "strict" });
  if (exclusive && (await transaction.store.getKey(path)) !== undefined) {
    transaction.abort();
    await transaction.done.catch(() => undefined);
    throw new FileError("EEXIST", path);
  }
  await transaction.store.put({ bytes: Uint8Array.from(bytes), writtenAtMs: Date.now() } satisfies StoredFile, path);
  await transaction.done.catch((cause: unknown) => {
    throw isFull(cause) ? new FileError("ENOSPC", path) : cause;
  });
}

/** Puts one file's content at another path in one step. `exclusive` refuses with EEXIST, and keeps the first as a link does. */
export async function moveFile(move: { from: string; to: string; exclusive: boolean }): Promise<void> {
  const { from, to, exclusive } = move;
  const db = await database();
  const transaction = db.transaction(STORE, "readwrite", { durability: "strict" });
  const [file, present] = [
    (await transaction.store.get(from)) as StoredFile | undefined,
    await transaction.store.getKey(to),
  ];
  const refused =
    file === undefined
      ? new FileError("ENOENT", from)
      : exclusive && present !== undefined
        ? new FileError("EEXIST", to)
        : undefined;
  if (refused !== undefined) {
    transaction.abort();
    await transaction.done.catch(() => undefined);
    throw refused;
  }
  await transaction.store.put(file, to);
  if (!exclusive) await transaction.store.delete(from);
  await transaction.done;
}

export async function deleteFile(path: string): Promise<boolean> {
  const db = await database();
  const wasThere = (await db.getKey(STORE, path)) !== undefined;
  await db.delete(STORE, path);
  return wasThere;
}

/** Paths of all files in a folder and below. */
export async function pathsBelow(folder: string): Promise<string[]> {
  const start = folder.endsWith("/") ? folder : `${folder}/`;
  const range = IDBKeyRange.bound(start, `${start}\uffff`);
  return (await (await database()).getAllKeys(STORE, range)).map(String);
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
