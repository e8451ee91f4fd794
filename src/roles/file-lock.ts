import { link, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { isPsephosError, PsephosError } from "../errors.ts";
import { writeFileWhole } from "./write-file.ts";

/** A change takes two rounds of scrypt, and a few commands may wait in line. */
const PATIENCE_MS = 30_000;
const RETRY_MS = 40;

/**
 * Runs `act` while no other command changes `file`: whoever reads, changes and replaces it must hold this lock, or one of two
 * changes is lost. The lock is a neighbour that names its owner; one whose owner died on this machine is taken over.
 */
export async function withFileLock<T>(
  file: string,
  act: () => Promise<T>,
  { patienceMs = PATIENCE_MS }: { patienceMs?: number | undefined } = {},
): Promise<T> {
  const lock = join(dirname(file), `.${basename(file)}.lock`);
  await take(lock, { file, patienceMs });
  try {
    return await act();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, { file, patienceMs }: { file: string; patienceMs: number }): Promise<void> {
  const owner = JSON.stringify([hostname(), process.pid]);
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      await writeFileWhole({ file: lock, data: owner, secrecy: "secret" });
      return;
    } catch (error) {
      if (!isPsephosError(error, "FILE_EXISTS")) throw error;
    }
    const present = await readFile(lock, "utf8").catch(() => undefined);
    if (present !== undefined && isDead(present)) await remove(lock, present);
    else if (Date.now() > deadline) throw busy(file, lock);
    else await pause(RETRY_MS);
  }
}

/** Two commands may find the same dead lock: the slower one must not remove the lock that the faster one has taken since. */
async function remove(lock: string, dead: string): Promise<void> {
  const aside = `${lock}.${randomBytes(6).toString("hex")}`;
  const moved = await rename(lock, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, "utf8")) !== dead) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Only where it is certain: a lock of another machine, or one that cannot be read, is respected. */
function isDead(owner: string): boolean {
  const [, host, id] = /^\["(.+)",([1-9][0-9]*)\]$/.exec(owner) ?? [];
  if (host !== hostname() || id === undefined) return false;
  try {
    // Signal 0 only asks whether the process is there.
    process.kill(Number(id), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

function busy(file: string, lock: string): PsephosError {
  return new PsephosError(
    "FILE_BUSY",
    `Another command is changing ${file}; nothing was changed. Wait for it; if there is none, delete ${lock}.`,
  );
}
