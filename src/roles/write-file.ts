import { randomBytes } from "node:crypto";
import { link, mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PsephosError } from "../errors.ts";

export interface FileToWrite {
  readonly file: string;
  readonly data: string | Uint8Array;
  /** `secret`: readable by its owner alone (0600). */
  readonly secrecy: "public" | "secret";
  /** Without it an existing file is refused: nobody loses a key or a receipt to a repeated command. */
  readonly overwrite?: boolean;
}

/** Writes a file whole or not at all: to a neighbour first, flushed to the disk, then put in place in one step. */
export async function writeFileWhole({ file, data, secrecy, overwrite = false }: FileToWrite): Promise<void> {
  const folder = dirname(file);
  const neighbour = join(folder, `.${basename(file)}.${randomBytes(6).toString("hex")}`);
  try {
    await mkdir(folder, { recursive: true, mode: secrecy === "secret" ? 0o700 : 0o755 });
    const handle = await open(neighbour, "wx", secrecy === "secret" ? 0o600 : 0o644);
    try {
      await fill(handle, data);
      if (overwrite) await rename(neighbour, file);
      // A hard link fails if the name exists, where a rename would replace it silently.
      else await link(neighbour, file);
    } finally {
      await rm(neighbour, { force: true });
    }
  } catch (cause) {
    throw refusal(file, cause);
  }
}

async function fill(handle: FileHandle, data: string | Uint8Array): Promise<void> {
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refusal(file: string, cause: unknown): PsephosError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  if (code === "EEXIST") {
    return new PsephosError("FILE_EXISTS", `${file} exists already. Choose another name, or move the file away.`, {
      cause,
    });
  }
  const full = ["ENOSPC", "EDQUOT", "EFBIG"].includes(code);
  const advice = full
    ? "The disk is full: make room and run the command again"
    : "Check the folder and its permissions";
  return new PsephosError("FILE_UNWRITABLE", `${file} was not written (${code}), nothing was changed. ${advice}.`, {
    cause,
  });
}
