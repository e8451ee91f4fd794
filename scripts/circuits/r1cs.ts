import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { flattenSignals, type CircuitSource } from "./list.ts";

export interface CircuitCounts {
  readonly constraintCount: number;
  readonly wireCount: number;
  readonly publicSignalCount: number;
}

/** Reads the header of an r1cs file: https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md, section 1. */
export function readCounts(file: string): CircuitCounts {
  const bytes = readFileSync(file);
  const header = findSection(bytes, 1);
  const fieldBytes = header.readUInt32LE(0);
  // Field size, prime, then counts: wires, public outputs, public inputs, private inputs (4 bytes each), labels (8).
  const count = (offset: number): number => header.readUInt32LE(4 + fieldBytes + offset);
  return { wireCount: count(0), publicSignalCount: count(4) + count(8), constraintCount: count(24) };
}

/** After magic word, version and number of sections, each section is type (4 bytes), size (8 bytes), content. */
function findSection(bytes: Buffer, type: number): Buffer {
  for (let offset = 12; offset + 12 <= bytes.length;) {
    const size = Number(bytes.readBigUInt64LE(offset + 4));
    if (bytes.readUInt32LE(offset) === type) return bytes.subarray(offset + 12, offset + 12 + size);
    offset += 12 + size;
  }
  throw new Error("circuit.r1cs is truncated: build it again");
}

/**
 * Circom orders public signals as the template declares them, whatever order the main file names them in. If
 * circuits.json says otherwise, contract and SDK would give each other's values the wrong meaning.
 */
export function checkSignalOrder(circuit: CircuitSource, folder: string, publicSignalCount: number): void {
  const declared = flattenSignals(circuit.publicSignals);
  const compiled = publicWires(readFileSync(resolve(folder, "circuit.sym"), "utf8"), publicSignalCount);
  const wrong = compiled.findIndex((name, index) => name !== declared[index]);
  if (wrong >= 0 || compiled.length !== declared.length) {
    throw new Error(
      `${circuit.name}: circuits.json lists the public signals ${declared.join(", ")}, ` +
        `but the compiled order is ${compiled.join(", ")}`,
    );
  }
}

/** Wires 1 to n of the witness, by name; wire 0 is the constant 1. A line of the file is label, wire, component, name. */
function publicWires(symbols: string, count: number): string[] {
  const names: string[] = new Array<string>(count).fill("");
  for (const line of symbols.split("\n")) {
    const [, wire, , name] = line.split(",");
    const index = Number(wire) - 1;
    if (index >= 0 && index < count && name !== undefined && names[index] === "") {
      names[index] = name.replace(/^main\./, "");
    }
  }
  return names;
}
