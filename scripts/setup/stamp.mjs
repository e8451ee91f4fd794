import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { writeAtomically } from "../system/write-atomically.mjs";

/**
 * What a step was made from and what it made. It is written after the step, so that a step that was interrupted, or
 * whose output was cut or removed since, counts as not done.
 *
 * @typedef {{ inputs: string, outputs: Record<string, number> }} Stamp
 * @typedef {{ root: string, stamp: string, inputs: readonly string[], outputs: readonly string[] }} Step
 */

/** @param {Step} step */
export function isDone({ root, stamp, inputs, outputs }) {
  const file = resolve(root, stamp);
  if (!existsSync(file)) return false;
  const made = /** @type {Stamp} */ (JSON.parse(readFileSync(file, "utf8")));
  const sizes = sizesOf(root, outputs);
  return (
    made.inputs === contentHash(root, inputs) &&
    Object.entries(made.outputs).every(([path, size]) => sizes[path] === size)
  );
}

/**
 * @param {Step} step
 * @param {string} inputsHash taken before the step ran: an input edited meanwhile then asks for another run
 */
export function markDone({ root, stamp, outputs }, inputsHash) {
  /** @type {Stamp} */
  const made = { inputs: inputsHash, outputs: sizesOf(root, outputs) };
  writeAtomically(resolve(root, stamp), `${JSON.stringify(made, null, 1)}\n`);
}

/**
 * Hash over names and contents of all files at or below the paths.
 *
 * @param {string} root
 * @param {readonly string[]} paths
 */
export function contentHash(root, paths) {
  const hash = createHash("sha256");
  for (const file of filesBelow(root, paths)) {
    const content = createHash("sha256")
      .update(readFileSync(resolve(root, file)))
      .digest("hex");
    hash.update(`${file}\n${content}\n`);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {readonly string[]} paths
 * @returns {Record<string, number>}
 */
function sizesOf(root, paths) {
  return Object.fromEntries(filesBelow(root, paths).map((file) => [file, statSync(resolve(root, file)).size]));
}

/**
 * Sorted; paths that do not exist are skipped.
 *
 * @param {string} root
 * @param {readonly string[]} paths
 * @returns {string[]}
 */
function filesBelow(root, paths) {
  return [...paths].sort().flatMap((path) => {
    const whole = resolve(root, path);
    if (!existsSync(whole)) return [];
    if (!statSync(whole).isDirectory()) return [path];
    const names = readdirSync(whole).filter((name) => !name.startsWith("."));
    return filesBelow(
      root,
      names.map((name) => `${path}/${name}`),
    );
  });
}
