import { CircomRunner, bindings } from "circom2";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { CircuitSource } from "./list.ts";
import { MAIN_FILE, mainFile, type SourceFolders } from "./sources.ts";

/**
 * Compiles a circuit into `output`: circuit.r1cs, circuit.wasm, circuit.sym.
 *
 * The compiler runs in a sandbox that sees three folders under fixed names, a fixed clock and fixed randomness (it
 * seeds its hash tables from it): the same sources give the same bytes on every machine.
 */
export async function compileCircuit(circuit: CircuitSource, folders: SourceFolders, output: string): Promise<void> {
  fs.writeFileSync(resolve(output, MAIN_FILE), mainFile(circuit));
  const log: string[] = [];
  const compiler = new CircomRunner({
    args: [
      `/output/${MAIN_FILE}`,
      "--r1cs",
      "--wasm",
      "--sym",
      "--O2",
      "-l",
      "/circuits",
      "-l",
      "/library",
      "-o",
      "/output",
    ],
    env: {},
    preopens: { "/circuits": folders.circuits, "/library": folders.library, "/output": output },
    bindings: { ...bindings, hrtime: () => 0, randomFillSync: fillWithZeros, fs: withCapturedOutput(log) },
  });
  try {
    await compiler.execute(fs.readFileSync(createRequire(import.meta.url).resolve("circom2/circom.wasm")));
  } catch (cause) {
    throw new Error(`${circuit.name} does not compile:\n${log.join("").trim()}`, { cause });
  }
  fs.renameSync(resolve(output, "circuit_js/circuit.wasm"), resolve(output, "circuit.wasm"));
  fs.rmSync(resolve(output, "circuit_js"), { recursive: true });
}

function fillWithZeros<T extends ArrayBufferView>(buffer: T, offset: number, size: number): T {
  new Uint8Array(buffer.buffer, buffer.byteOffset + offset, size).fill(0);
  return buffer;
}

/** The file system, but with what goes to standard output and error kept for the error message. */
function withCapturedOutput(log: string[]): typeof fs {
  const writeSync = (descriptor: number, data: Uint8Array, ...position: (number | null)[]): number => {
    if (descriptor !== 1 && descriptor !== 2) {
      const [offset, length, at] = position;
      return fs.writeSync(descriptor, data, offset, length, at);
    }
    log.push(Buffer.from(data).toString("utf8"));
    return data.byteLength;
  };
  return { ...fs, writeSync } as typeof fs;
}
