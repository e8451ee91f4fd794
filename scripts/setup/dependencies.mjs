import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/**
 * npm writes node_modules/.package-lock.json last, so an interrupted installation does not match. Nor does one by an
 * old Node: npm then leaves out, without a word, the native part of Hardhat's chain, whose engine field asks for 22.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function areDependenciesInstalled(root) {
  const wanted = readPackages(resolve(root, "package-lock.json"));
  const installed = readPackages(resolve(root, "node_modules/.package-lock.json"));
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([path, { version, integrity, ...rules }]) => {
    if (path === "") return true;
    const found = installed[path];
    if (found === undefined) return rules.optional === true && !isForThisMachine(rules);
    return found.version === version && found.integrity === integrity && existsSync(resolve(root, path));
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(file) {
  if (!existsSync(file)) return undefined;
  const lock = /** @type {{ packages: Record<string, LockedPackage> }} */ (JSON.parse(readFileSync(file, "utf8")));
  return lock.packages;
}

/** @param {LockedPackage} rules */
function isForThisMachine({ os, cpu, libc }) {
  return (
    (os === undefined || os.includes(process.platform)) &&
    (cpu === undefined || cpu.includes(process.arch)) &&
    (libc === undefined || libc.includes(thisLibc()))
  );
}

function thisLibc() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}
