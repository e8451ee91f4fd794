import { Buffer } from "buffer";
import { FileError } from "./file-error.ts";
import { deleteFile, getFile, moveFile, pathsBelow, putFile } from "./files.ts";
import { openFile, openFolder, type FileHandle } from "./open-file.ts";
import { fetchPublished, isDamagedCopy } from "./published.ts";

/** What the use cases ask of `node:fs/promises`: this browser's own files, and below them what the server publishes. */
type Encoding = "utf8" | "utf-8" | { readonly encoding?: "utf8" | "utf-8" | undefined } | undefined;

async function bytesAt(path: string): Promise<Uint8Array> {
  const own = await getFile(path);
  if (own !== undefined && !isDamagedCopy(path, own.bytes)) return own.bytes;
  const published = await fetchPublished(path);
  if (published !== undefined) return published;
  // Whoever reads it refuses it by its name.
  if (own !== undefined) return own.bytes;
  throw new FileError((await pathsBelow(path)).length > 0 ? "EISDIR" : "ENOENT", path);
}

export async function readFile(path: string, encoding: "utf8" | "utf-8"): Promise<string>;
export async function readFile(path: string, encoding?: undefined): Promise<Buffer>;
export async function readFile(path: string, encoding?: Encoding): Promise<Buffer | string> {
  const bytes = Buffer.from(await bytesAt(path));
  return encoding === undefined ? bytes : bytes.toString("utf8");
}

export async function writeFile(
  path: string,
  data: string | Uint8Array,
  options?: { readonly flag?: string; readonly mode?: number },
): Promise<void> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  await putFile(path, bytes, { exclusive: options?.flag?.includes("x") ?? false });
}

export async function link(from: string, to: string): Promise<void> {
  await moveFile({ from, to, exclusive: true });
}

export async function rename(from: string, to: string): Promise<void> {
  await moveFile({ from, to, exclusive: false });
}

export async function copyFile(from: string, to: string): Promise<void> {
  await putFile(to, await bytesAt(from), { exclusive: false });
}

export async function rm(
  path: string,
  { force = false, recursive = false }: { force?: boolean; recursive?: boolean } = {},
): Promise<void> {
  const below = recursive ? await pathsBelow(path) : [];
  for (const each of below) await deleteFile(each);
  const wasThere = await deleteFile(path);
  if (!wasThere && below.length === 0 && !force) throw new FileError("ENOENT", path);
}

/** Made since this worker began: a folder that is still empty is one, too. */
const madeFolders = new Set<string>();

/** Folders are but the beginnings of paths. */
export async function mkdir(path: string, _options?: unknown): Promise<undefined> {
  if ((await getFile(path)) !== undefined) throw new FileError("EEXIST", path);
  madeFolders.add(path);
  return undefined;
}

/** Names directly in a folder; ENOENT when nothing is below it and nobody made it. */
export async function readdir(folder: string): Promise<string[]> {
  const paths = await pathsBelow(folder);
  if (paths.length === 0 && !madeFolders.has(folder)) throw new FileError("ENOENT", folder);
  const start = folder.endsWith("/") ? folder.length : folder.length + 1;
  return [...new Set(paths.map((path) => path.slice(start).split("/")[0] ?? ""))].sort();
}

export async function stat(path: string): Promise<{ size: number; mtimeMs: number; isDirectory(): boolean }> {
  const own = await getFile(path);
  if (own !== undefined) {
    return { size: own.bytes.length, mtimeMs: own.writtenAtMs, isDirectory: () => false };
  }
  if ((await pathsBelow(path)).length > 0) return { size: 0, mtimeMs: 0, isDirectory: () => true };
  const published = await fetchPublished(path);
  if (published === undefined) throw new FileError("ENOENT", path);
  return { size: published.length, mtimeMs: 0, isDirectory: () => false };
}

/**
 * `wx` and `wx+` make a new file; `r+` opens one that is here for reading and changing; `r` is for flushing folders, which have nothing to
 * flush here.
 */
export async function open(path: string, flags: string, _mode?: number): Promise<FileHandle> {
  if (flags === "wx" || flags === "wx+") {
    await putFile(path, new Uint8Array(), { exclusive: true });
    return openFile(path);
  }
  const isHere = (await getFile(path)) !== undefined;
  if (flags === "r+" && isHere) return openFile(path);
  if (flags === "r+") throw new FileError("ENOENT", path);
  if (flags === "r" && !isHere) return openFolder();
  throw new FileError("ENOTSUP", path);
}

export type { FileHandle };
