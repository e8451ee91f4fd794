import { readFileSync } from "node:fs";
import type { SignalInput } from "snarkjs";
import { mod } from "./r1cs.ts";

export type Inputs = Readonly<Record<string, SignalInput>>;

/** The part of a Circom generator's exports that is used here; numbers are exchanged as eight words of 32 bits. */
interface Exports {
  init(sanityCheck: number): void;
  getInputSignalSize(hashHigh: number, hashLow: number): number;
  setInputSignal(hashHigh: number, hashLow: number, position: number): void;
  getWitnessSize(): number;
  getWitness(index: number): void;
  readSharedRWMemory(word: number): number;
  writeSharedRWMemory(word: number, value: number): void;
}

const WORDS = 8;
const MODULES = new Map<string, WebAssembly.Module>();

/** The witness that a compiled generator computes. It throws where a check of the generator fails. */
export function generate(wasm: string, inputs: Inputs): bigint[] {
  const module = MODULES.get(wasm) ?? new WebAssembly.Module(readFileSync(wasm));
  MODULES.set(wasm, module);
  const generator = instantiate(module);
  generator.init(1);
  for (const [name, value] of Object.entries(inputs)) {
    const hash = fnv1a(name);
    const [high, low] = [Number(hash >> 32n), Number(hash & 0xffffffffn)];
    const elements = flatten(value);
    if (generator.getInputSignalSize(high, low) !== elements.length) {
      throw new Error(`${name} has not ${elements.length} elements`);
    }
    elements.forEach((element, position) => {
      for (let word = 0; word < WORDS; word++) {
        generator.writeSharedRWMemory(word, Number((element >> BigInt(32 * word)) & 0xffffffffn));
      }
      generator.setInputSignal(high, low, position);
    });
  }
  return Array.from({ length: generator.getWitnessSize() }, (_, index) => {
    generator.getWitness(index);
    let value = 0n;
    for (let word = WORDS - 1; word >= 0; word--) {
      value = (value << 32n) | BigInt(generator.readSharedRWMemory(word) >>> 0);
    }
    return value;
  });
}

function instantiate(module: WebAssembly.Module): Exports {
  const fail = (code: number): never => {
    throw new Error(`the generator stops with code ${code}: a check fails`);
  };
  const ignore = (): void => undefined;
  const runtime = {
    exceptionHandler: fail,
    printErrorMessage: ignore,
    writeBufferMessage: ignore,
    showSharedRWMemory: ignore,
  };
  return new WebAssembly.Instance(module, { runtime }).exports as unknown as Exports;
}

function flatten(value: SignalInput): bigint[] {
  if (typeof value === "object") return value.flatMap(flatten);
  return [mod(BigInt(value))];
}

/** FNV-1a of 64 bits: how a Circom generator knows its inputs. */
function fnv1a(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash;
}
