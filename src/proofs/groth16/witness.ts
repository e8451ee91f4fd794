import { FIELD } from "../../crypto/field.ts";
import { PsephosError } from "../../errors.ts";
import type { CircuitInput, CircuitInputs } from "../prover.ts";

/** Plain integers of 32 bytes, little endian, one a wire. Secret: whoever keeps it overwrites it. */
export type Witness = Uint8Array<ArrayBuffer>;

/** What Circom's compiler exports from a witness generator. Numbers pass through a shared window of 32-bit limbs. */
interface GeneratorExports {
  init(sanityCheck: number): void;
  getInputSize(): number;
  getInputSignalSize(nameHigh: number, nameLow: number): number;
  setInputSignal(nameHigh: number, nameLow: number, position: number): void;
  getWitnessSize(): number;
  getWitness(wire: number): void;
  readSharedRWMemory(limb: number): number;
  writeSharedRWMemory(limb: number, value: number): void;
  getMessageChar(): number;
}

const LIMBS = 8;
const MAX_MESSAGE_LENGTH = 1000;

/** Stops the generator, which cannot go on; carries no input. */
class GeneratorStop extends Error {}

/** Computes witnesses by Circom's own generator. Constraints that do not hold stop it: CIRCUIT_REFUSED. */
export class WitnessGenerator {
  readonly #circuit: string;
  readonly #module: WebAssembly.Module;
  #instance: GeneratorExports | undefined;
  #message = "";

  private constructor(circuit: string, module: WebAssembly.Module) {
    this.#circuit = circuit;
    this.#module = module;
  }

  static async load({ circuit, wasm }: { circuit: string; wasm: Uint8Array }): Promise<WitnessGenerator> {
    return new WitnessGenerator(circuit, await WebAssembly.compile(Uint8Array.from(wasm)));
  }

  async generate(inputs: CircuitInputs): Promise<Witness> {
    this.#message = "";
    this.#instance ??= await this.#instantiate();
    const instance = this.#instance;
    try {
      instance.init(1);
      this.#setInputs(instance, inputs);
      return readWitness(instance);
    } catch (error) {
      // A generator that was stopped half way cannot be used again.
      this.#instance = undefined;
      throw error instanceof GeneratorStop ? this.#refusal() : error;
    }
  }

  #setInputs(instance: GeneratorExports, inputs: CircuitInputs): void {
    let count = 0;
    for (const [name, input] of Object.entries(inputs)) {
      const [high, low] = hashName(name);
      const values = flatten(input);
      const expected = instance.getInputSignalSize(high, low);
      if (values.length !== expected)
        throw this.#misfit(`"${name}" takes ${Math.max(expected, 0)} numbers, not ${values.length}`);
      values.forEach((value, position) => {
        if (typeof value !== "bigint" || value < 0n || value >= FIELD) throw this.#misfit(`"${name}" is out of range`);
        for (let limb = 0; limb < LIMBS; limb++) {
          instance.writeSharedRWMemory(limb, Number(BigInt.asUintN(32, value >> BigInt(32 * limb))));
        }
        instance.setInputSignal(high, low, position);
      });
      count += values.length;
    }
    if (count !== instance.getInputSize()) throw this.#misfit(`${instance.getInputSize() - count} inputs are missing`);
  }

  async #instantiate(): Promise<GeneratorExports> {
    // The imports call back into the exports, which only come to be with them.
    const made: { exports?: GeneratorExports } = {};
    const runtime = {
      exceptionHandler: (): never => {
        throw new GeneratorStop();
      },
      printErrorMessage: () => {
        if (made.exports !== undefined) this.#message += `${readMessage(made.exports)} `;
      },
      // Logs of a circuit may hold inputs: read so that the buffer empties, then dropped.
      writeBufferMessage: () => {
        if (made.exports !== undefined) readMessage(made.exports);
      },
      showSharedRWMemory: () => undefined,
    };
    const instance = await WebAssembly.instantiate(this.#module, { runtime });
    made.exports = instance.exports as unknown as GeneratorExports;
    return made.exports;
  }

  /** The generator's message names a template and a line, never a value. */
  #refusal(): PsephosError {
    const message = `The circuit ${this.#circuit} refuses these inputs: they break one of its rules.`;
    return new PsephosError("CIRCUIT_REFUSED", message, {
      detail: { circuit: this.#circuit, where: this.#message.trim() },
    });
  }

  #misfit(what: string): PsephosError {
    const message = `These inputs do not fit the circuit ${this.#circuit}: ${what}.`;
    return new PsephosError("ARGUMENT_INVALID", message, { detail: { circuit: this.#circuit } });
  }
}

function readWitness(instance: GeneratorExports): Witness {
  const wireCount = instance.getWitnessSize();
  const limbs = new DataView(new ArrayBuffer(wireCount * LIMBS * 4));
  for (let wire = 0; wire < wireCount; wire++) {
    instance.getWitness(wire);
    for (let limb = 0; limb < LIMBS; limb++) {
      limbs.setUint32((wire * LIMBS + limb) * 4, instance.readSharedRWMemory(limb), true);
    }
  }
  return new Uint8Array(limbs.buffer);
}

function readMessage(instance: GeneratorExports): string {
  let message = "";
  for (
    let code = instance.getMessageChar();
    code !== 0 && message.length < MAX_MESSAGE_LENGTH;
    code = instance.getMessageChar()
  ) {
    message += String.fromCharCode(code);
  }
  return message;
}

function flatten(input: CircuitInput): bigint[] {
  return typeof input === "object" ? input.flatMap(flatten) : [input];
}

/** Signals go by the 64-bit FNV-1a hash of their name, as two words. */
function hashName(name: string): [number, number] {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(name)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)];
}
