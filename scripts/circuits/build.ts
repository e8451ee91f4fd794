import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isRunning } from "../system/is-running.mjs";
import { compileCircuit } from "./compile.ts";
import { makeDevelopmentKeys } from "./keys.ts";
import type { CircuitSource } from "./list.ts";
import { ARTIFACT_FILES, readBuilt, type BuildRecord } from "./manifest.ts";
import { checkSignalOrder, readCounts } from "./r1cs.ts";
import { inputsHash, MAIN_FILE, type SourceFolders } from "./sources.ts";

export interface CircuitBuild {
  readonly circuit: CircuitSource;
  readonly folders: SourceFolders;
  /** Folder of all builds; the circuit gets the one of its name in it. */
  readonly output: string;
}

/** Why the circuit must be built, or undefined when what is there comes from these very inputs and is whole. */
export function reasonToBuild({ circuit, folders, output }: CircuitBuild): string | undefined {
  const built = readBuilt(output, circuit.name);
  if (built === undefined) return "not built yet";
  if (built.inputsHash !== inputsHash(circuit, folders)) return "its sources changed";
  const altered = Object.entries(ARTIFACT_FILES).find(([key, file]) => {
    const path = resolve(output, circuit.name, file);
    return !existsSync(path) || sha256(path) !== built[key as keyof typeof ARTIFACT_FILES];
  });
  return altered === undefined ? undefined : `${altered[1]} is missing, truncated or altered`;
}

/** Builds aside and moves into place: whatever stands under the circuit's name is whole. */
export async function buildCircuit({ circuit, folders, output }: CircuitBuild): Promise<void> {
  const aside = resolve(output, `.${circuit.name}.${process.pid}`);
  const place = resolve(output, circuit.name);
  mkdirSync(aside, { recursive: true });
  try {
    // Hashed first: a source that is edited while it compiles then gives a build that counts as stale.
    const hash = inputsHash(circuit, folders);
    await compileCircuit(circuit, folders, aside);
    const counts = readCounts(resolve(aside, "circuit.r1cs"));
    checkSignalOrder(circuit, aside, counts.publicSignalCount);
    await makeDevelopmentKeys(aside);
    const hashes = Object.fromEntries(
      Object.entries(ARTIFACT_FILES).map(([key, file]) => [key, sha256(resolve(aside, file))]),
    ) as Record<keyof typeof ARTIFACT_FILES, string>;
    const record: BuildRecord = { name: circuit.name, phase: "development", ...counts, ...hashes, inputsHash: hash };
    writeFileSync(resolve(aside, "built.json"), `${JSON.stringify(record, null, 2)}\n`);
    rmSync(resolve(aside, MAIN_FILE));
    rmSync(place, { recursive: true, force: true });
    renameSync(aside, place);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** A build that was killed leaves its folder behind, named after its process. */
export function removeAbandonedBuilds(output: string): void {
  if (!existsSync(output)) return;
  for (const folder of readdirSync(output)) {
    const pid = /^\..+\.(\d+)$/.exec(folder)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(resolve(output, folder), { recursive: true, force: true });
  }
}

function sha256(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
