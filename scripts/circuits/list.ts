import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The checkout that this script belongs to. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** One provable circuit, as `circuits/circuits.json` lists it. */
export interface CircuitSource {
  readonly name: string;
  /** Path below `circuits/`. */
  readonly file: string;
  readonly template: string;
  readonly parameters: readonly number[];
  /** Public inputs in the order in which the template declares them, with their dimensions: `ciphertexts[2][4]`. */
  readonly publicSignals: readonly string[];
}

type CircuitList = Record<string, Omit<CircuitSource, "name">>;

export function readCircuits(file = resolve(ROOT, "circuits/circuits.json")): CircuitSource[] {
  const list = JSON.parse(readFileSync(file, "utf8")) as CircuitList;
  return Object.entries(list).map(([name, circuit]) => ({ name, ...circuit }));
}

const SIGNAL = /^([A-Za-z_]\w*)((?:\[\d+\])*)$/;

/** Name of a signal without its dimensions. */
export function signalName(signal: string): string {
  return parseSignal(signal).name;
}

/** `["electionKey[2]"]` becomes `["electionKey[0]", "electionKey[1]"]`: Circom's own order, last index fastest. */
export function flattenSignals(signals: readonly string[]): string[] {
  return signals.flatMap((signal) => {
    const { name, dimensions } = parseSignal(signal);
    return dimensions.reduce<string[]>(
      (names, size) => names.flatMap((prefix) => Array.from({ length: size }, (_, index) => `${prefix}[${index}]`)),
      [name],
    );
  });
}

function parseSignal(signal: string): { name: string; dimensions: number[] } {
  const match = SIGNAL.exec(signal);
  if (match?.[1] === undefined) throw new Error(`circuits.json: "${signal}" is not a signal like name or name[2][4]`);
  return { name: match[1], dimensions: [...(match[2] ?? "").matchAll(/\d+/g)].map(([size]) => Number(size)) };
}
