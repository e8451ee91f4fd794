/**
 * Compares exact constraint counts with snapshots/constraints.json, and the kilobytes of script that pages of the portal load with
 * snapshots/portal.json; `--write` takes the present ones.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeAtomically } from "./system/write-atomically.mjs";
import { runScript } from "./system/run-script.ts";
import { readCircuits, ROOT } from "./circuits/list.ts";
import { readManifest } from "./circuits/manifest.ts";
import { kilobytes, MAX_FIRST_LOAD_KILOBYTES, readLoads } from "./portal/first-load.ts";

const SNAPSHOT = resolve(ROOT, "snapshots/constraints.json");
const PORTAL_SNAPSHOT = resolve(ROOT, "snapshots/portal.json");
const PORTAL = resolve(ROOT, "build/portal");

type Counts = Record<string, number>;

export function drift(pinned: Counts, found: Counts): string[] {
  const names = [...new Set([...Object.keys(pinned), ...Object.keys(found)])];
  return names
    .filter((name) => pinned[name] !== found[name])
    .map((name) => `${name}: ${found[name] ?? "no"} constraints, ${pinned[name] ?? "none"} pinned`);
}

/** So many kilobytes more are a few words, or another version of the compressor. */
const UNREMARKABLE_KILOBYTES = 3;

/** A page that loads less is no drift; whoever made it so may pin that. The limit is that of pages: a worker shows nothing. */
export function growth(pinned: Counts, found: Counts): string[] {
  return Object.entries(found).flatMap(([name, is]) => {
    const was = pinned[name] ?? 0;
    if (name !== "worker" && is > MAX_FIRST_LOAD_KILOBYTES) {
      return [`first load of ${name}: ${is} kB, ${MAX_FIRST_LOAD_KILOBYTES} at most`];
    }
    return is > was + UNREMARKABLE_KILOBYTES ? [`first load of ${name}: ${is} kB, ${was} pinned`] : [];
  });
}

function readCounts(file: string): Counts {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Counts) : {};
}

if (import.meta.main) {
  await runScript(() => {
    if (!existsSync(PORTAL)) throw new Error('The portal is not built: run "npm run setup" first.');
    const loads = Object.entries(readLoads(PORTAL)).map(([name, files]) => [name, kilobytes(PORTAL, files)] as const);
    const portal = Object.fromEntries(loads);
    const built = readManifest(readCircuits());
    const found = Object.fromEntries(built.map(({ name, constraintCount }) => [name, constraintCount]));
    if (process.argv.includes("--write")) {
      writeAtomically(SNAPSHOT, `${JSON.stringify(found, null, 2)}\n`);
      writeAtomically(PORTAL_SNAPSHOT, `${JSON.stringify(portal, null, 2)}\n`);
      return;
    }
    const drifted = [...drift(readCounts(SNAPSHOT), found), ...growth(readCounts(PORTAL_SNAPSHOT), portal)];
    if (drifted.length > 0) {
      throw new Error(`${drifted.join("\n")}\nIf that is meant, run "npm run snapshots" and commit the result.`);
    }
  });
}
