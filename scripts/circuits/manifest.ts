import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ROOT, type CircuitSource } from "./list.ts";
import type { CircuitCounts } from "./r1cs.ts";

/** Files of a build by the name of their hash; the names of the files do not depend on the circuit. */
export const ARTIFACT_FILES = {
  circuitHash: "circuit.r1cs",
  wasmHash: "circuit.wasm",
  provingKeyHash: "proving-key.zkey",
  verifyingKeyHash: "verifying-key.json",
} as const;

/** What one build of a circuit gave; hashes are sha256 in hexadecimal. */
export interface BuiltCircuit extends CircuitCounts, Readonly<Record<keyof typeof ARTIFACT_FILES, string>> {
  readonly name: string;
  /** "development": set up by this program with public randomness; "ceremony": by people who kept theirs secret. */
  readonly phase: "development" | "ceremony";
}

/** `built.json`, written last. */
export interface BuildRecord extends BuiltCircuit {
  readonly inputsHash: string;
}

export const CIRCUITS_BUILD = resolve(ROOT, "build/circuits");

export function readBuilt(output: string, name: string): BuildRecord | undefined {
  const file = resolve(output, name, "built.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as BuildRecord) : undefined;
}

export function readManifest(circuits: readonly CircuitSource[], output = CIRCUITS_BUILD): BuiltCircuit[] {
  return circuits.map(({ name }) => {
    const record = readBuilt(output, name);
    if (record === undefined) throw new Error(`${name} is not built: run "node scripts/build-circuits.ts" first`);
    const { inputsHash: _, ...built } = record;
    return built;
  });
}
