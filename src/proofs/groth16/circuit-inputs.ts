import { isFieldElement } from "../../crypto/field.ts";
import type { CircuitInput, CircuitInputs } from "../prover.ts";

/** What a compiled witness generator tells about its circuit's inputs without computing anything. */
export interface InputSizes {
  /** Numbers in all inputs together. */
  getInputSize(): number;
  /** Numbers of one input; below 1 if there is none of this name. */
  getInputSignalSize(nameHigh: number, nameLow: number): number;
}

/** The first place where inputs do not fit their circuit. Names and places, never a value. */
export interface InputFault {
  /** Such as `siblings[3]`; empty for the inputs as a whole. */
  readonly path: string;
  readonly message: string;
}

/** An input as the generator takes it: the name's hash as two words, and its numbers in Circom's order. */
export interface FlatInput {
  readonly nameHash: readonly [high: number, low: number];
  readonly values: readonly bigint[];
}

/** Looks at names, counts and ranges; whether the circuit's rules hold only its run tells. */
export function findInputFault(sizes: InputSizes, inputs: CircuitInputs): InputFault | undefined {
  let count = 0;
  for (const [name, input] of Object.entries(inputs)) {
    const values = flatten(input, name);
    const expected = sizes.getInputSignalSize(...hashName(name));
    if (expected < 1) return { path: name, message: "is no input of this circuit" };
    if (values.length !== expected) return { path: name, message: `takes ${expected} numbers, not ${values.length}` };
    const outside = values.find(({ value }) => !isFieldElement(value));
    if (outside !== undefined) return { path: outside.path, message: "is not a number below the field's order" };
    count += values.length;
  }
  const missing = sizes.getInputSize() - count;
  return missing === 0 ? undefined : { path: "", message: `lacks ${missing} numbers` };
}

/** Of inputs without a fault. */
export function layOutInputs(inputs: CircuitInputs): FlatInput[] {
  return Object.entries(inputs).map(([name, input]) => ({
    nameHash: hashName(name),
    values: flatten(input, name).map(({ value }) => value),
  }));
}

function flatten(input: CircuitInput, path: string): { readonly path: string; readonly value: bigint }[] {
  if (!Array.isArray(input)) return [{ path, value: input as bigint }];
  return (input as readonly CircuitInput[]).flatMap((entry, index) => flatten(entry, `${path}[${index}]`));
}

/** Signals go by the 64-bit FNV-1a hash of their name, as two words. */
function hashName(name: string): [number, number] {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(name)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)];
}
