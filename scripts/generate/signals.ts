import { flattenSignals, type CircuitSource } from "../circuits/list.ts";

/** Names and order of the public signals: the one index map that the SDK uses. */
export function signalsModule(circuits: readonly CircuitSource[]): string {
  const signals = Object.fromEntries(circuits.map(({ name, publicSignals }) => [name, flattenSignals(publicSignals)]));
  return `/** Public signals of each circuit, flattened, in the order of its verifying key. */
export const SIGNALS = ${JSON.stringify(signals)} as const;

export type CircuitName = keyof typeof SIGNALS;

export const CIRCUIT_NAMES = ${JSON.stringify(circuits.map(({ name }) => name))} as const satisfies readonly CircuitName[];
`;
}
