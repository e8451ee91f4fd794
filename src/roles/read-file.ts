import { readFile, stat } from "node:fs/promises";
import { PsephosError } from "../errors.ts";

/** Larger than the roll file of 2^20 voters; anything beyond is a mistake or an attack on memory. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;

/** Reads a file given by a person. Missing and unreadable files are told apart, and named. */
export async function readFileBytes(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) throw new PsephosError("FILE_UNREADABLE", `${file} is larger than 512 MB.`);
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof PsephosError) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    if (code === "ENOENT") {
      throw new PsephosError("FILE_UNREADABLE", `${file} does not exist. Check the name and the folder.`, { cause });
    }
    if (code === "EISDIR") {
      throw new PsephosError("FILE_UNREADABLE", `${file} is a folder. Name a file in it.`, { cause });
    }
    throw new PsephosError("FILE_UNREADABLE", `${file} cannot be read (${code}). Check its permissions.`, { cause });
  }
}

/** UTF-8 text without its byte order mark; bytes that are not UTF-8 are refused. */
export async function readFileText(file: string): Promise<string> {
  const bytes = await readFileBytes(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PsephosError("FILE_UNREADABLE", `${file} is not UTF-8 text. Save it as UTF-8 and try again.`, { cause });
  }
}

export async function readFileJson(file: string): Promise<unknown> {
  return parseJson({ text: await readFileText(file), source: file });
}

/** Parse errors name the source but never quote it: the text may be a secret. */
export function parseJson({ text, source }: { text: string; source: string }): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PsephosError("JSON_MALFORMED", `${source} is not JSON. It may be truncated: fetch it again.`);
  }
}

export async function fileExists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
