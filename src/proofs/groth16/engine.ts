import { addFastFunctions } from "./wasm-module.ts";

/** Bytes of a field element, of affine and Jacobian points, of a pairing's value and of its prepared arguments. */
export const SIZE = {
  field: 32,
  g1Affine: 64,
  g1: 96,
  g2Affine: 128,
  g2: 192,
  gt: 384,
  preparedG1: 96,
  preparedG2: 19_776,
} as const;

/** Address in an engine's memory. */
export type Pointer = number;

export type WasmFunction = (...arguments_: number[]) => number;

const PAGE_BYTES = 65_536;
const INITIAL_PAGES = 25;

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * BN254 arithmetic in WebAssembly, built once a process. A module can be posted to a worker, which then need not build it,
 * and must not: ffjavascript loads a package that takes a worker's messages over, hence it is imported here and not above.
 */
export function compileEngine(): Promise<WebAssembly.Module> {
  compiled ??= buildModule();
  return compiled;
}

async function buildModule(): Promise<WebAssembly.Module> {
  const { getCurveFromName } = await import("ffjavascript");
  const curve = await getCurveFromName("bn128", { singleThread: true }, addFastFunctions);
  return WebAssembly.compile(Uint8Array.from(curve.tm.code));
}

/**
 * One instance of the arithmetic with its own memory, on the calling thread. Field elements lie in memory as 32 bytes,
 * little endian, in Montgomery form unless a function says otherwise. Affine (0, 0) is the point at infinity.
 *
 * Memory is a stack: the WebAssembly code takes scratch space above the mark in its first word, so blocks are freed
 * in the reverse order in which they were taken, by `scratch`.
 */
export class Engine {
  readonly #memory: WebAssembly.Memory;
  readonly #functions: Record<string, WasmFunction>;

  private constructor(memory: WebAssembly.Memory, instance: WebAssembly.Instance) {
    this.#memory = memory;
    this.#functions = instance.exports as Record<string, WasmFunction>;
  }

  static async create(module?: WebAssembly.Module): Promise<Engine> {
    const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES });
    const instance = await WebAssembly.instantiate(module ?? (await compileEngine()), { env: { memory } });
    return new Engine(memory, instance);
  }

  call(name: string, ...arguments_: number[]): number {
    return this.function(name)(...arguments_);
  }

  /** For loops in which looking a name up would tell. */
  function(name: string): WasmFunction {
    const found = this.#functions[name];
    if (found === undefined) throw new Error(`the BN254 engine has no function ${name}`);
    return found;
  }

  /** Takes a block above all others, aligned to 8 bytes. Its content is what was there before. */
  allocate(bytes: number): Pointer {
    const mark = new Uint32Array(this.#memory.buffer, 0, 1);
    const pointer = ((mark[0] ?? 0) + 7) & ~7;
    mark[0] = pointer + bytes;
    this.reserve(0);
    return pointer;
  }

  /** Makes sure that the WebAssembly code finds this much scratch space above all blocks. */
  reserve(bytes: number): void {
    const top = (new Uint32Array(this.#memory.buffer, 0, 1)[0] ?? 0) + bytes + PAGE_BYTES;
    const missing = Math.ceil((top - this.#memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) this.#memory.grow(missing);
  }

  /** Runs `work` and frees every block taken meanwhile. */
  scratch<T>(work: () => T): T {
    const mark = new Uint32Array(this.#memory.buffer, 0, 1)[0] ?? 0;
    try {
      return work();
    } finally {
      new Uint32Array(this.#memory.buffer, 0, 1)[0] = mark;
    }
  }

  store(bytes: Uint8Array): Pointer {
    const pointer = this.allocate(bytes.byteLength);
    this.write(pointer, bytes);
    return pointer;
  }

  write(pointer: Pointer, bytes: Uint8Array): void {
    new Uint8Array(this.#memory.buffer).set(bytes, pointer);
  }

  /** A copy. */
  read(pointer: Pointer, bytes: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer).slice(pointer, pointer + bytes);
  }

  /** A view, good until the next block is taken. */
  words(pointer: Pointer, count: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, pointer, count);
  }

  /** Writes plain integers below 2^256, each as `bytesEach` little endian bytes. */
  writeIntegers(pointer: Pointer, values: readonly bigint[], bytesEach: number = SIZE.field): void {
    const view = new DataView(this.#memory.buffer);
    values.forEach((value, index) => {
      for (let offset = 0; offset < bytesEach; offset += 8) {
        view.setBigUint64(pointer + index * bytesEach + offset, BigInt.asUintN(64, value >> BigInt(8 * offset)), true);
      }
    });
  }

  /** Reads one plain integer of 32 bytes. */
  readInteger(pointer: Pointer): bigint {
    const view = new DataView(this.#memory.buffer, pointer, SIZE.field);
    return [24, 16, 8, 0].reduce((value, offset) => (value << 64n) | view.getBigUint64(offset, true), 0n);
  }

  /** Stores coordinates (plain integers below q) in Montgomery form. */
  storeCoordinates(coordinates: readonly bigint[]): Pointer {
    const pointer = this.allocate(coordinates.length * SIZE.field);
    this.writeIntegers(pointer, coordinates);
    this.call("f1m_batchToMontgomery", pointer, coordinates.length, pointer);
    return pointer;
  }
}
