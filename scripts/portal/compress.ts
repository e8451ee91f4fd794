import { createHash, randomUUID } from "node:crypto";
import { copyFile, link, mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WAYS = {
  br: (bytes: Uint8Array) => promisify(brotliCompress)(bytes, { params: brotliParams(bytes.length) }),
  gz: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 6 }),
};

/** Below it the headers of an answer are most of it. */
const MIN_BYTES = 1_024;
const LARGE_BYTES = 1_048_576;
/** What does not become smaller by so much is sent as it is. */
const WORTHWHILE = 0.95;
const UNUSED_MS = 24 * 60 * 60 * 1_000;

function brotliParams(size: number) {
  // The last percents of keys and generators would take minutes.
  return {
    [constants.BROTLI_PARAM_QUALITY]: size > LARGE_BYTES ? 5 : 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  };
}

/**
 * Writes `.br` and `.gz` beside these files. What was made is kept in `kept` by the file's content, since most of a build is the same as
 * in the one before.
 */
export async function compressFiles(files: readonly string[], kept: string): Promise<void> {
  await mkdir(kept, { recursive: true });
  const used = new Set<string>();
  for (const file of files) {
    const bytes = await readFile(file);
    if (bytes.length < MIN_BYTES) continue;
    const hash = createHash("sha256").update(bytes).digest("hex");
    for (const [ending, compress] of Object.entries(WAYS)) {
      const name = `${hash}.${ending}`;
      used.add(name);
      const copy = join(kept, name);
      if ((await sizeOf(copy)) === undefined) await writeWhole(copy, await compress(bytes));
      if ((await sizeOf(copy))! < WORTHWHILE * bytes.length) await place(copy, `${file}.${ending}`);
    }
  }
  await forget(kept, used);
}

/** The same file under a second name, or a copy where the system has no such thing. */
export async function place(file: string, as: string): Promise<void> {
  await link(file, as).catch(() => copyFile(file, as));
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}

/** Builds may run side by side, and may be killed. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, bytes);
  await rename(aside, file);
}

async function forget(kept: string, used: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(kept)) {
    const file = join(kept, name);
    if (!used.has(name) && Date.now() - (await stat(file)).mtimeMs > UNUSED_MS) await rm(file, { force: true });
  }
}
