import type { BuiltCircuit } from "../circuits/manifest.ts";

/** Pins what was built from the committed sources: the loader refuses anything else. */
export function artifactsModule(circuits: readonly BuiltCircuit[]): string {
  const entries = Object.fromEntries(circuits.map(({ name, ...pinned }) => [name, pinned]));
  return `/**
 * Circuits and keys, pinned. \`circuitHash\` is the sha256 of the r1cs, the others of the file they are named after.
 * Keys of phase "development" are forgeable by whoever repeats their public set-up: for local chains alone.
 */
export const ARTIFACTS = ${JSON.stringify(entries)} as const;
`;
}
