import { PsephosError } from "../../errors.ts";
import type { CircuitInputs } from "../prover.ts";
import { findInputFault, layOutInputs, type InputFault } from "./circuit-inputs.ts";
import { GeneratorStop, instantiateGenerator, type GeneratorExports } from "./generator.ts";

/** Plain integers of 32 bytes, little endian, one a wire. Secret: whoever keeps it overwrites it. */
export type Witness = Uint8Array<ArrayBuffer>;

const LIMBS = 8;

/** Computes witnesses by Circom's own generator. Constraints that do not hold stop it: CIRCUIT_REFUSED. */
export class WitnessGenerator {
  readonly #circuit: string;
  readonly #module: WebAssembly.Module;

  private constructor(circuit: string, module: WebAssembly.Module) {
    this.#circuit = circuit;
    this.#module = module;
  }

  static async load({ circuit, wasm }: { circuit: string; wasm: Uint8Array }): Promise<WitnessGenerator> {
    return new WitnessGenerator(circuit, await WebAssembly.compile(Uint8Array.from(wasm)));
  }

  async generate(inputs: CircuitInputs): Promise<Witness> {
    let message = "";
    const generator = await instantiateGenerator(this.#module, (line) => (message += `${line} `));
    try {
      const fault = findInputFault(generator, inputs);
      if (fault !== undefined) throw inputMisfit(this.#circuit, fault);
      generator.init(1);
      setInputs(generator, inputs);
      return readWitness(generator);
    } catch (error) {
      throw error instanceof GeneratorStop ? this.#refusal(message) : error;
    } finally {
      // It holds every wire's value: the next one gets memory of its own.
      new Uint8Array(generator.memory.buffer).fill(0);
    }
  }

  #refusal(message: string): PsephosError {
    return new PsephosError(
      "CIRCUIT_REFUSED",
      `The circuit ${this.#circuit} refuses these inputs: they break one of its rules.`,
      { detail: { circuit: this.#circuit, where: message.trim() } },
    );
  }
}

export function inputMisfit(circuit: string, { path, message }: InputFault): PsephosError {
  const what = path === "" ? "the whole" : `"${path}"`;
  return new PsephosError("ARGUMENT_INVALID", `These inputs do not fit the circuit ${circuit}: ${what} ${message}.`, {
    detail: { circuit, path: path === "" ? "inputs" : `inputs.${path}` },
  });
}

function setInputs(generator: GeneratorExports, inputs: CircuitInputs): void {
  for (const { nameHash, values } of layOutInputs(inputs)) {
    values.forEach((value, position) => {
      for (let limb = 0; limb < LIMBS; limb++) {
        generator.writeSharedRWMemory(limb, Number(BigInt.asUintN(32, value >> BigInt(32 * limb))));
      }
      generator.setInputSignal(...nameHash, position);
    });
  }
}

function readWitness(generator: GeneratorExports): Witness {
  const wireCount = generator.getWitnessSize();
  const limbs = new DataView(new ArrayBuffer(wireCount * LIMBS * 4));
  for (let wire = 0; wire < wireCount; wire++) {
    generator.getWitness(wire);
    for (let limb = 0; limb < LIMBS; limb++) {
      limbs.setUint32((wire * LIMBS + limb) * 4, generator.readSharedRWMemory(limb), true);
    }
  }
  return new Uint8Array(limbs.buffer);
}
