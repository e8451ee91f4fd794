import { readFileSync } from "node:fs";

/** r, the order of BN254's scalar field. */
export const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

export const mod = (value: bigint): bigint => ((value % FIELD) + FIELD) % FIELD;

/** By Fermat: value^(r − 2). */
export function inverse(value: bigint): bigint {
  let result = 1n;
  let power = mod(value);
  for (let exponent = FIELD - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * power) % FIELD;
    power = (power * power) % FIELD;
  }
  return result;
}

/** Terms as [wire, coefficient]. */
export type Combination = readonly (readonly [wire: number, coefficient: bigint])[];

/** a · b = c over the wires of a witness; wire 0 is 1. */
export interface Constraint {
  readonly a: Combination;
  readonly b: Combination;
  readonly c: Combination;
}

export interface R1cs {
  readonly wireCount: number;
  readonly publicCount: number;
  readonly privateCount: number;
  readonly constraints: readonly Constraint[];
}

/** Reads a file of format https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md over `FIELD`. */
export function readR1cs(file: string): R1cs {
  const bytes = readFileSync(file);
  const sections = new Map<number, number>();
  for (let offset = 12; offset < bytes.length; offset += 12 + Number(bytes.readBigUInt64LE(offset + 4))) {
    sections.set(bytes.readUInt32LE(offset), offset + 12);
  }
  const header = sections.get(1);
  const body = sections.get(2);
  if (header === undefined || body === undefined) throw new Error(`${file} is no r1cs file`);
  if (readElement(bytes, header + 4) !== FIELD) throw new Error(`${file} is over another field`);
  const [wireCount, outputs, inputs, privateCount] = [36, 40, 44, 48].map((at) => bytes.readUInt32LE(header + at)) as [
    number,
    number,
    number,
    number,
  ];
  const constraintCount = bytes.readUInt32LE(header + 60);

  let offset = body;
  const combination = (): Combination => {
    const size = bytes.readUInt32LE(offset);
    const terms = Array.from({ length: size }, (_, index) => {
      const at = offset + 4 + 36 * index;
      return [bytes.readUInt32LE(at), readElement(bytes, at + 4)] as const;
    });
    offset += 4 + 36 * size;
    return terms;
  };
  const constraints = Array.from({ length: constraintCount }, () => ({
    a: combination(),
    b: combination(),
    c: combination(),
  }));
  return { wireCount, publicCount: outputs + inputs, privateCount, constraints };
}

function readElement(bytes: Buffer, offset: number): bigint {
  let value = 0n;
  for (let word = 3; word >= 0; word--) value = (value << 64n) | bytes.readBigUInt64LE(offset + 8 * word);
  return value;
}

export function evaluate(combination: Combination, witness: readonly bigint[]): bigint {
  let sum = 0n;
  for (const [wire, coefficient] of combination) sum += coefficient * (witness[wire] as bigint);
  return sum % FIELD;
}

export function holds({ a, b, c }: Constraint, witness: readonly bigint[]): boolean {
  return mod(evaluate(a, witness) * evaluate(b, witness) - evaluate(c, witness)) === 0n;
}

/** Index of the first constraint that fails, or −1: all constraints, nothing but the constraints. */
export function firstViolation({ constraints }: R1cs, witness: readonly bigint[]): number {
  return constraints.findIndex((constraint) => !holds(constraint, witness));
}
