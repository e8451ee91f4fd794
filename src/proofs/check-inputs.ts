import { loadWitnessGenerator, type ArtifactSource } from "./artifacts.ts";
import { findInputFault } from "./groth16/circuit-inputs.ts";
import { instantiateGenerator } from "./groth16/generator.ts";
import { inputMisfit } from "./groth16/witness.ts";
import type { CircuitInputs } from "./prover.ts";

/** Throws ARGUMENT_INVALID, with the `path` of what does not fit the circuit: a name, a count, a range. Never with a value. */
export type InputCheck = (inputs: CircuitInputs) => void;

/** Takes a moment to load and a fraction of a millisecond to ask. Computes nothing: the circuit's own rules come with the proof. */
export async function loadInputCheck(source: ArtifactSource): Promise<InputCheck> {
  const module = await WebAssembly.compile(Uint8Array.from(await loadWitnessGenerator(source)));
  const generator = await instantiateGenerator(module);
  return (inputs) => {
    const fault = findInputFault(generator, inputs);
    if (fault !== undefined) throw inputMisfit(source.circuit, fault);
  };
}
