import type { SimulatedBallot } from "../../../../scripts/bench/simulated-ballots.ts";
import { shiftedC, simulatedKeyOf, simulateProof } from "../../../../scripts/bench/simulated.ts";

/** Of the same voter as `cast`, with what is in `drawn`. */
export function secondBallot(cast: SimulatedBallot, drawn: SimulatedBallot): SimulatedBallot {
  const { nullifier } = cast;
  const signals = [...drawn.signals.slice(0, 5), nullifier, ...drawn.signals.slice(6)];
  const { words: proof } = simulateProof(simulatedKeyOf("ballot-4"), signals);
  return { ...drawn, nullifier, signals, words: [...proof, ...signals.slice(5)] };
}

/** Right in form, and false: its proof does not hold. */
export function spoilt(ballot: SimulatedBallot): SimulatedBallot {
  return { ...ballot, words: [...shiftedC(ballot.words.slice(0, 8), 1n), ...ballot.words.slice(8)] };
}

export function nullifiersOf(ballots: readonly SimulatedBallot[]): Set<bigint> {
  return new Set(ballots.map(({ nullifier }) => nullifier));
}
