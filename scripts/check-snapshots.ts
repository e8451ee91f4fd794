/** Compares exact constraint counts with snapshots/constraints.json; `--write` takes the present ones. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeAtomically } from "./system/write-atomically.mjs";
import { runScript } from "./system/run-script.ts";
import { readCircuits, ROOT } from "./circuits/list.ts";
import { readManifest } from "./circuits/manifest.ts";

const SNAPSHOT = resolve(ROOT, "snapshots/constraints.json");

type Counts = Record<string, number>;

export function drift(pinned: Counts, found: Counts): string[] {
  const names = [...new Set([...Object.keys(pinned), ...Object.keys(found)])];
  return names
    .filter((name) => pinned[name] !== found[name])
    .map((name) => `${name}: ${found[name] ?? "no"} constraints, ${pinned[name] ?? "none"} pinned`);
}

if (import.meta.main) {
  await runScript(() => {
    const built = readManifest(readCircuits());
    const found = Object.fromEntries(built.map(({ name, constraintCount }) => [name, constraintCount]));
    if (process.argv.includes("--write")) {
      writeAtomically(SNAPSHOT, `${JSON.stringify(found, null, 2)}\n`);
      return;
    }
    const pinned = existsSync(SNAPSHOT) ? (JSON.parse(readFileSync(SNAPSHOT, "utf8")) as Counts) : {};
    const drifted = drift(pinned, found);
    if (drifted.length > 0) {
      throw new Error(`${drifted.join("\n")}\nIf that is meant, run "npm run snapshots" and commit the result.`);
    }
  });
}
