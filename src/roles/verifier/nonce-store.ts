import { createHash, randomBytes } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isPsephosError } from "../../errors.ts";
import { unixSeconds } from "../../protocol/json.ts";
import { readFileJson } from "../read-file.ts";
import { writeFileWhole } from "../write-file.ts";

/** Where a service keeps the nonces that it has drawn and not yet seen again. Services on several machines share one. */
export interface NonceStore {
  add(entry: NonceEntry): Promise<void>;
  /** Removes the nonce and says until when it was good; undefined if it is not there. Of two that ask at once, one gets it. */
  take(nonce: string): Promise<number | undefined>;
  /** Forgets what is no longer good at `at`, unix seconds. */
  sweep(at: number): Promise<void>;
}

export interface NonceEntry {
  readonly nonce: string;
  /** Unix seconds, exclusive. */
  readonly expiresAt: number;
}

/** For a service of one process: a restart forgets all sessions that are under way. */
export function memoryNonceStore(): NonceStore {
  const entries = new Map<string, number>();
  return {
    add({ nonce, expiresAt }) {
      entries.set(nonce, expiresAt);
      return Promise.resolve();
    },
    take(nonce) {
      const expiresAt = entries.get(nonce);
      entries.delete(nonce);
      return Promise.resolve(expiresAt);
    },
    sweep(at) {
      for (const [nonce, expiresAt] of entries) if (expiresAt <= at) entries.delete(nonce);
      return Promise.resolve();
    },
  };
}

const entrySchema = z.strictObject({ expiresAt: unixSeconds });
/** Of a nonce, or what a process left that ended while it wrote or took one. */
const FILE = /^\.?[0-9a-f]{64}\.json(\.[0-9a-f]{12})?$/;
/** Longest lifetime that a guard gives. */
const MAX_LIFETIME_SECONDS = 3600;

/** A file for each nonce, named by its hash. Whoever moves the file away first has the nonce, also between processes. */
export function fileNonceStore(folder: string): NonceStore {
  const fileOf = (nonce: string): string => join(folder, `${createHash("sha256").update(nonce).digest("hex")}.json`);
  return {
    async add({ nonce, expiresAt }) {
      const data = `${JSON.stringify({ expiresAt })}\n`;
      await writeFileWhole({ file: fileOf(nonce), data, secrecy: "secret" });
    },
    take: (nonce) => takeFile(fileOf(nonce)),
    async sweep(at) {
      const files = (await readdir(folder).catch(ignoreMissing)) ?? [];
      for (const file of files.filter((name) => FILE.test(name)).map((name) => join(folder, name))) {
        const expiresAt = (await readExpiry(file)) ?? (await damagedUntil(file));
        if (expiresAt !== undefined && expiresAt <= at) await rm(file, { force: true });
      }
    },
  };
}

async function takeFile(file: string): Promise<number | undefined> {
  const taken = `${file}.${randomBytes(6).toString("hex")}`;
  const moved = await rename(file, taken).then(() => true, ignoreMissing);
  if (moved === undefined) return undefined;
  try {
    return await readExpiry(taken);
  } finally {
    await rm(taken, { force: true });
  }
}

/** Undefined where another process was faster, and of a damaged file: nobody gets in by it, and nobody is kept out by it. */
async function readExpiry(file: string): Promise<number | undefined> {
  try {
    return entrySchema.safeParse(await readFileJson(file)).data?.expiresAt;
  } catch (error) {
    if (isPsephosError(error, "FILE_UNREADABLE") || isPsephosError(error, "JSON_MALFORMED")) return undefined;
    throw error;
  }
}

/** A file that is being written looks damaged, too. */
async function damagedUntil(file: string): Promise<number | undefined> {
  const facts = await stat(file).catch(ignoreMissing);
  return facts && Math.ceil(facts.mtimeMs / 1000) + MAX_LIFETIME_SECONDS;
}

/** Another process was faster, or nothing was ever kept. */
function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  return undefined;
}
