import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { circuitFolder, compile, type Edit, type Main } from "./compile.ts";
import { generate, type Inputs } from "./generator.ts";
import { firstViolation, mod, readR1cs, type R1cs } from "./r1cs.ts";

export type { Inputs };

/** Value of every signal, by name. */
export type Assignment = ReadonlyMap<string, bigint>;

/** A compiled constraint system with the names of its wires. */
export interface Circuit {
  readonly r1cs: R1cs;
  /** One name for each wire; the optimiser drops the other signals. */
  readonly names: readonly string[];
  readonly wires: ReadonlyMap<string, number>;
  readonly wasm: string;
}

const LOADED = new Map<string, Circuit>();

/** The circuit as `npm run build` leaves it, keys and all. */
export function builtCircuit(name: string): Circuit {
  const folder = circuitFolder(name);
  if (!existsSync(join(folder, "circuit.r1cs"))) throw new Error(`${folder} is missing: build the circuits first`);
  return load(folder);
}

/** The main template compiled from sources with these edits, linear constraints left as they are. */
export async function twin(main: Main, edits: readonly Edit[] = []): Promise<Circuit> {
  return load(await compile({ main, edits, purpose: "constraints" }));
}

function load(folder: string): Circuit {
  const known = LOADED.get(folder);
  if (known !== undefined) return known;
  const r1cs = readR1cs(join(folder, "circuit.r1cs"));
  const names: string[] = new Array<string>(r1cs.wireCount).fill("one");
  const wires = new Map<string, number>();
  for (const { name, wire } of readSymbols(join(folder, "circuit.sym"))) {
    if (wire < 0) continue;
    names[wire] = name;
    wires.set(name, wire);
  }
  const circuit = { r1cs, names, wires, wasm: join(folder, "circuit.wasm") };
  LOADED.set(folder, circuit);
  return circuit;
}

interface Symbol {
  readonly name: string;
  readonly wire: number;
}

/**
 * Lines of a .sym file are label, wire (−1: dropped), component, name. An anonymous component is named after its place
 * in the source, `ToBits_12_345`; here after its order among those of its template, `ToBits`, `ToBits#1`, …, so that
 * names agree between a circuit and its twins.
 */
function readSymbols(file: string): Symbol[] {
  const known = SYMBOLS.get(file);
  if (known !== undefined) return known;
  const symbols = parseSymbols(file);
  SYMBOLS.set(file, symbols);
  return symbols;
}

const SYMBOLS = new Map<string, Symbol[]>();

function parseSymbols(file: string): Symbol[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const rows = lines.map((line) => {
    const [, wire, , name] = line.split(",") as [string, string, string, string];
    return { wire: Number(wire), path: name.replace(/^main\./, "").split(".") };
  });
  const placesByTemplate = new Map<string, Set<string>>();
  const anonymous = /^(.*?)_(\d+)_(\d+)((?:\[\d+\])*)$/;
  for (const { path } of rows) {
    path.forEach((part, depth) => {
      const match = anonymous.exec(part);
      if (match === null) return;
      const key = [...path.slice(0, depth), match[1]].join(".").replace(/\[\d+\]/g, "[]");
      const places = placesByTemplate.get(key) ?? new Set();
      placesByTemplate.set(key, places.add(match[3] as string));
    });
  }
  const ranks = new Map<string, Map<string, number>>();
  for (const [key, places] of placesByTemplate) {
    const sorted = [...places].sort((left, right) => Number(left) - Number(right));
    ranks.set(key, new Map(sorted.map((place, rank) => [place, rank])));
  }
  return rows.map(({ wire, path }) => {
    const named = path.map((part, depth) => {
      const match = anonymous.exec(part);
      if (match === null) return part;
      const key = [...path.slice(0, depth), match[1]].join(".").replace(/\[\d+\]/g, "[]");
      const rank = ranks.get(key)?.get(match[3] as string) ?? 0;
      return `${match[1]}${rank === 0 ? "" : `#${rank}`}${match[4]}`;
    });
    return { wire, name: named.join(".") };
  });
}

/** What the circuit's own generator computes; it throws where a check fails. */
export function honestWitness(circuit: Circuit, inputs: Inputs): bigint[] {
  return generate(circuit.wasm, inputs);
}

/**
 * What a cheater computes: all signals from these inputs, each as the circuit's source tells, with no check made and
 * the edits in force, so that what follows from a cheat agrees with it.
 */
export async function forge(main: Main, inputs: Inputs, edits: readonly Edit[] = []): Promise<Assignment> {
  const folder = await compile({ main, edits, purpose: "generator" });
  const witness = generate(join(folder, "circuit.wasm"), inputs);
  return new Map(readSymbols(join(folder, "circuit.sym")).map(({ name, wire }) => [name, witness[wire] as bigint]));
}

/** The assignment as a witness of the circuit. */
export function toWitness(circuit: Circuit, assignment: Assignment): bigint[] {
  return circuit.names.map((name, wire) => {
    if (wire === 0) return 1n;
    const value = assignment.get(name);
    if (value === undefined) throw new Error(`the assignment has no ${name}`);
    return value;
  });
}

/** Whether every constraint holds. */
export function sat(circuit: Circuit, witness: readonly bigint[]): boolean {
  return firstViolation(circuit.r1cs, witness) < 0;
}

/** The witness with signals set, by name. A name that the optimiser dropped is an error: the cheat would be none. */
export function withSignals(
  circuit: Circuit,
  witness: readonly bigint[],
  changes: Readonly<Record<string, bigint>>,
): bigint[] {
  const changed = [...witness];
  for (const [name, value] of Object.entries(changes)) {
    const wire = circuit.wires.get(name);
    if (wire === undefined) throw new Error(`${name} is no wire of the circuit`);
    changed[wire] = mod(value);
  }
  return changed;
}
