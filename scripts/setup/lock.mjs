import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isRunning } from "../system/is-running.mjs";

const POLL_MS = 500;

/**
 * Takes the lock, waiting for the process that holds it; a lock whose process is gone is taken over.
 *
 * @param {string} file
 * @param {(holder: number) => void} onWait called once
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(file, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  // Linked, not created: whoever sees the lock sees its holder too.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (let waited = false; !tryLink(own, file);) {
      const holder = holderOf(file);
      if (holder === undefined) continue;
      if (!isRunning(holder)) {
        removeAbandoned(file, holder);
        continue;
      }
      if (!waited) onWait(holder);
      waited = true;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  };
}

/**
 * @param {string} from
 * @param {string} to
 */
function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @returns {number | undefined}
 */
function holderOf(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Two processes may find the same abandoned lock: the slower one could move away the quicker one's new lock, and then
 * puts it back.
 *
 * @param {string} file
 * @param {number} holder
 */
function removeAbandoned(file, holder) {
  const moved = `${file}.${process.pid}.abandoned`;
  try {
    renameSync(file, moved);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return;
    throw error;
  }
  if (holderOf(moved) !== holder) tryLink(moved, file);
  rmSync(moved, { force: true });
}
