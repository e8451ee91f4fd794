import { statfsSync } from "node:fs";
import { resolve } from "node:path";
import { adviceFor } from "./advice.mjs";
import { takeLock } from "./lock.mjs";
import { ROOT } from "./paths.mjs";
import { stopAll } from "./run.mjs";
import { STEPS } from "./steps.mjs";

const OLDEST_NODE = 18;
const LOCK_FILE = resolve(ROOT, "build/setup.lock");

/**
 * @typedef {object} SetUpOptions
 * @property {readonly import("./steps.mjs").SetupStep[]} [steps]
 * @property {string} [lockFile]
 * @property {(line: string) => void} [tell] progress; to standard error, so that standard output stays the program's own
 */

/**
 * Brings everything in place that the program needs; says nothing when all is.
 *
 * @param {SetUpOptions} [options]
 * @returns {Promise<boolean>} false after an error, which has been told
 */
export async function setUp({ steps = STEPS, lockFile = LOCK_FILE, tell = tellOnStandardError } = {}) {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    tell(
      `Psephos needs Node ${OLDEST_NODE} or newer to set itself up; this is ${process.version}. See https://nodejs.org`,
    );
    return false;
  }
  if (steps.every((step) => step.isDone())) return true;
  const release = await enter(lockFile, tell);
  if (release === undefined) return false;
  const stopListening = stopOnSignals(release);
  try {
    tell("Setting up Psephos: about ten minutes the first time; what is finished is kept.");
    for (const [index, step] of steps.entries()) {
      // Asked again under the lock: another set-up may just have done it.
      if (!step.isDone() && !(await runStep(step, `[${index + 1}/${steps.length}]`, tell))) return false;
    }
    return true;
  } finally {
    stopListening();
    release();
  }
}

/**
 * @param {string} lockFile
 * @param {(line: string) => void} tell
 */
async function enter(lockFile, tell) {
  try {
    return await takeLock(lockFile, (holder) =>
      tell(`Another set-up is running (process ${holder}); waiting for it. If it hangs, stop it.`),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell(`Setting up failed: ${reason}\n${adviceFor(reason, freeBytes())}`);
    return undefined;
  }
}

/**
 * @param {import("./steps.mjs").SetupStep} step
 * @param {string} position
 * @param {(line: string) => void} tell
 */
async function runStep(step, position, tell) {
  const startedAt = Date.now();
  tell(`${position} ${step.title} …`);
  try {
    await step.run(tell);
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    tell(`\n${excerpt(output)}\n\nSetting up failed at: ${step.title}.\n${adviceFor(output, freeBytes())}`);
    return false;
  }
  tell(`${position} ${step.title}: done in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  return true;
}

/**
 * @param {() => void} release
 * @returns {() => void} takes the handlers away
 */
function stopOnSignals(release) {
  const handlers = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]).map((signal) => {
    const handler = () => {
      stopAll();
      release();
      stop();
      process.kill(process.pid, signal);
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  const stop = () => handlers.forEach(({ signal, handler }) => process.off(signal, handler));
  return stop;
}

function freeBytes() {
  const { bavail, bsize } = statfsSync(ROOT);
  return bavail * bsize;
}

/**
 * npm tells the cause first and a compiler last.
 *
 * @param {string} text
 */
function excerpt(text) {
  const lines = text.split("\n");
  return (lines.length <= 40 ? lines : [...lines.slice(0, 20), "…", ...lines.slice(-20)]).join("\n");
}

/** @param {string} line */
function tellOnStandardError(line) {
  process.stderr.write(`${line}\n`);
}
