/** What npm may install and run, checked against package.json and package-lock.json alone. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { runScript } from "./system/run-script.ts";
import { ROOT } from "./circuits/list.ts";

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

export interface Manifest {
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** Faults of a lock file, each a sentence. */
export function lockFaults(lock: Lock, manifest: Manifest): string[] {
  const entries = Object.entries(lock.packages).filter(([path]) => path !== "");
  return [
    ...rangesAtTheTop(lock),
    ...entries.flatMap(([path, entry]) => [...unpinned(path, entry), ...unlisted(path, entry, lock)]),
    ...entries.flatMap(([path, entry]) => unreviewedScript(path, entry, manifest)),
  ];
}

function rangesAtTheTop({ packages }: Lock): string[] {
  const { dependencies, devDependencies } = packages[""] ?? {};
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is a range (${version}), not an exact version`);
}

/** The hash, not the place, says what a package is. Those of platforms that no maintainer has were never hashed. */
function unpinned(path: string, { integrity, resolved, optional, os }: LockEntry): string[] {
  const isForOnePlatform = optional === true && os !== undefined;
  if (integrity === undefined && !isForOnePlatform) return [`${path} has no integrity hash`];
  return resolved === undefined ? [] : [`${path} names a registry (${resolved}): use whichever serves the pinned hash`];
}

/** npm leaves out optional packages that it could not fetch when it wrote the file, and npm ci then refuses it. */
function unlisted(path: string, { optionalDependencies }: LockEntry, { packages }: Lock): string[] {
  return Object.keys(optionalDependencies ?? {})
    .filter((name) => packages[`${path}/node_modules/${name}`] === undefined)
    .filter((name) => packages[`node_modules/${name}`] === undefined)
    .map((name) => `${path} may need ${name}, which the lock file lacks`);
}

function unreviewedScript(path: string, { version, hasInstallScript }: LockEntry, manifest: Manifest): string[] {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const isReviewed = name in manifest.allowScripts || `${name}@${version}` in manifest.allowScripts;
  return hasInstallScript === true && !isReviewed ? [`${name} has an install script that nobody reviewed`] : [];
}

if (import.meta.main) {
  await runScript(() => {
    const read = (file: string): unknown => JSON.parse(readFileSync(resolve(ROOT, file), "utf8"));
    const faults = lockFaults(read("package-lock.json") as Lock, read("package.json") as Manifest);
    if (faults.length > 0) throw new Error(faults.join("\n"));
  });
}
