import { Buffer } from "buffer";
import { getFile, putFile } from "./files.ts";

/** A file open for reading and changing in its middle, as `node:fs/promises` gives it; as much of that as the use cases ask for. */
export interface FileHandle {
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number; buffer: Buffer }>;
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number; buffer: Uint8Array }>;
  writeFile(data: string | Uint8Array): Promise<void>;
  truncate(length: number): Promise<void>;
  stat(): Promise<{ size: number }>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The whole file is in memory, and is written in one transaction when it is synced or closed: for files of some megabytes, by one tab at a
 * time. Whoever opens the same file elsewhere holds a lock of his own.
 */
export async function openFile(path: string): Promise<FileHandle> {
  const stored = await getFile(path);
  let bytes: Uint8Array = stored?.bytes ?? new Uint8Array();
  let isChanged = false;
  const sync = async (): Promise<void> => {
    if (!isChanged) return;
    isChanged = false;
    await putFile(path, bytes, { exclusive: false });
  };
  const resize = (length: number): void => {
    if (length === bytes.length) return;
    const resized = new Uint8Array(length);
    resized.set(bytes.subarray(0, length));
    bytes = resized;
    isChanged = true;
  };
  return {
    read(buffer, offset, length, position) {
      const found = bytes.subarray(position, position + length);
      buffer.set(found, offset);
      return Promise.resolve({ bytesRead: found.length, buffer });
    },
    write(written, offset, length, position) {
      if (position + length > bytes.length) resize(position + length);
      bytes.set(written.subarray(offset, offset + length), position);
      isChanged = true;
      return Promise.resolve({ bytesWritten: length, buffer: written });
    },
    writeFile(data) {
      bytes = typeof data === "string" ? Buffer.from(data, "utf8") : Uint8Array.from(data);
      isChanged = true;
      return Promise.resolve();
    },
    truncate(length) {
      resize(length);
      return Promise.resolve();
    },
    stat: () => Promise.resolve({ size: bytes.length }),
    datasync: sync,
    sync,
    close: sync,
  };
}

/** Of a folder: there is nothing to write. */
export function openFolder(): FileHandle {
  const nothing = (): Promise<never> => Promise.reject(new TypeError("a folder is neither read nor written"));
  const done = (): Promise<void> => Promise.resolve();
  return {
    ...{ read: nothing, write: nothing, writeFile: nothing, truncate: nothing },
    ...{ stat: () => Promise.resolve({ size: 0 }), datasync: done, sync: done, close: done },
  };
}
