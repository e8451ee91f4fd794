import { PsephosError } from "../errors.ts";
import { SIGNALS } from "../generated/signals.ts";
import type { CircuitInput, ProofTask } from "./prover.ts";

/**
 * The public signals that a proof of these inputs speaks for, in the circuit's order: every public signal of the project's circuits is
 * an input. Whoever lets others prove compares with it.
 */
export function publicSignalsOf({ circuit, inputs }: ProofTask): bigint[] {
  return SIGNALS[circuit].map((signal) => {
    const [name = "", ...positions] = signal.split(/[[\]]+/).filter((step) => step !== "");
    const value = positions.reduce<CircuitInput | undefined>(
      (list, position) => at(list, Number(position)),
      inputs[name],
    );
    if (typeof value === "bigint") return value;
    const message = `These inputs do not fit the circuit ${circuit}: there is no "${signal}".`;
    throw new PsephosError("ARGUMENT_INVALID", message, { detail: { circuit, path: `inputs.${signal}` } });
  });
}

function at(list: CircuitInput | undefined, position: number): CircuitInput | undefined {
  return typeof list === "object" ? list[position] : undefined;
}
