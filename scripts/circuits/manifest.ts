import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ROOT, type CircuitSource } from "./list.ts";

/** What one build of a circuit gave; hashes are sha256 in hexadecimal. */
export interface BuiltCircuit {
  readonly name: string;
  /** "development": set up by this program with public randomness; "ceremony": by people who kept theirs secret. */
  readonly phase: "development" | "ceremony";
  readonly constraintCount: number;
  /** Wires of the witness, the constant 1 included. */
  readonly wireCount: number;
  readonly publicSignalCount: number;
  readonly circuitHash: string;
  readonly wasmHash: string;
  readonly provingKeyHash: string;
  readonly verifyingKeyHash: string;
}

export const CIRCUITS_BUILD = resolve(ROOT, "build/circuits");

export function readManifest(circuits: readonly CircuitSource[]): BuiltCircuit[] {
  return circuits.map(({ name }) => {
    const file = resolve(CIRCUITS_BUILD, name, "built.json");
    if (!existsSync(file)) throw new Error(`${name} is not built: run "node scripts/build-circuits.ts" first`);
    const { inputsHash: _, ...built } = JSON.parse(readFileSync(file, "utf8")) as BuiltCircuit & { inputsHash: string };
    return built;
  });
}
