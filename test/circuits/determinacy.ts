import type { Circuit } from "./harness.ts";
import { evaluate, holds, inverse, mod, type Combination, type Constraint } from "./r1cs.ts";

/** A constraint, met when all its wires but at most one are known. */
interface Step {
  readonly constraint: Constraint;
  /** The wire that the constraint then fixes; none: the constraint is a check. */
  readonly wire: number | undefined;
  /** The wire occurs in one factor only: one value solves the constraint. Else two may, as with b·(b − 1) = 0. */
  readonly linear: boolean;
}

/** How all wires of a circuit follow from its inputs, at one witness. */
export interface Cascade {
  readonly steps: readonly Step[];
  /** Wires that may have any value, or that no single constraint fixes. */
  readonly free: readonly number[];
}

/**
 * Starts from the inputs and takes every constraint in which one wire is still unknown. If no wire is left free, the
 * constraints leave a prover no choice but, for each wire fixed by a quadratic equation, its other root.
 */
export function cascade({ r1cs }: Circuit, witness: readonly bigint[]): Cascade {
  const { constraints, wireCount, publicCount, privateCount } = r1cs;
  const known = Array.from({ length: wireCount }, (_, wire) => wire <= publicCount + privateCount);
  const users: number[][] = known.map(() => []);
  const missing = constraints.map((constraint, index) => {
    const wires = [...wiresOf(constraint)].filter((wire) => !known[wire]);
    for (const wire of wires) users[wire]?.push(index);
    return new Set(wires);
  });
  const steps: Step[] = [];
  const queue = missing.flatMap((wires, index) => (wires.size <= 1 ? [index] : []));
  const queued = new Set(queue);
  let scanned = 0;
  for (let next = 0; ; next++) {
    // A factor that is known to be 0 rids its constraint of the wires of the other factor.
    while (next === queue.length && scanned < constraints.length) {
      const stuck = missing[scanned] as Set<number>;
      dropMultiplesOfZero(constraints[scanned] as Constraint, { missing: stuck, witness });
      if (stuck.size <= 1 && !queued.has(scanned)) {
        queued.add(scanned);
        queue.push(scanned);
      }
      scanned++;
    }
    if (next === queue.length) break;
    const index = queue[next] as number;
    const constraint = constraints[index] as Constraint;
    const [wire] = missing[index] as Set<number>;
    if (wire === undefined) {
      steps.push({ constraint, wire, linear: true });
      continue;
    }
    if (slope(constraint, { wire, witness }) === 0n) {
      queued.delete(index);
      continue;
    }
    steps.push({ constraint, wire, linear: isLinear(constraint, wire) });
    known[wire] = true;
    for (const user of users[wire] as number[]) {
      const wires = missing[user] as Set<number>;
      wires.delete(wire);
      if (user !== index && wires.size <= 1 && !queued.has(user)) {
        queued.add(user);
        queue.push(user);
      }
    }
  }
  return { steps, free: known.flatMap((isKnown, wire) => (isKnown ? [] : [wire])) };
}

function dropMultiplesOfZero(
  { a, b, c }: Constraint,
  { missing, witness }: { missing: Set<number>; witness: readonly bigint[] },
): void {
  const isKnown = (combination: Combination): boolean => combination.every(([wire]) => !missing.has(wire));
  for (const [factor, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!isKnown(factor) || mod(evaluate(factor, witness)) !== 0n) continue;
    for (const [wire] of other) if (coefficient(c, wire) === 0n) missing.delete(wire);
  }
}

/** Wires that an equation of two roots fixes. */
export function choices({ steps }: Cascade): number[] {
  return steps.flatMap(({ wire, linear }) => (wire === undefined || linear ? [] : [wire]));
}

/**
 * Gives a wire of two roots the other one and solves everything that follows from it anew. True if that is a witness:
 * then the prover has a choice.
 */
export function flips({ steps }: Cascade, { witness, wire }: { witness: readonly bigint[]; wire: number }): boolean {
  const altered = [...witness];
  const changed = new Set<number>();
  for (const step of steps) {
    if (step.wire === wire && !step.linear) {
      altered[wire] = otherRoot(step.constraint, { wire, witness: altered });
      changed.add(wire);
      continue;
    }
    if (changed.size === 0 || !touches(step.constraint, changed)) continue;
    if (step.wire !== undefined && step.linear) {
      const at = slope(step.constraint, { wire: step.wire, witness: altered });
      if (at === 0n) return true;
      altered[step.wire] = mod((altered[step.wire] as bigint) - residue(step.constraint, altered) * inverse(at));
      changed.add(step.wire);
    } else if (!holds(step.constraint, altered)) {
      return false;
    }
  }
  return true;
}

function wiresOf({ a, b, c }: Constraint): Set<number> {
  return new Set([...a, ...b, ...c].map(([wire]) => wire));
}

const coefficient = (combination: Combination, wire: number): bigint =>
  combination.find(([other]) => other === wire)?.[1] ?? 0n;

function isLinear({ a, b }: Constraint, wire: number): boolean {
  return coefficient(a, wire) === 0n || coefficient(b, wire) === 0n;
}

const residue = ({ a, b, c }: Constraint, witness: readonly bigint[]): bigint =>
  mod(evaluate(a, witness) * evaluate(b, witness) - evaluate(c, witness));

/** Derivative of a·b − c by the wire. */
function slope({ a, b, c }: Constraint, { wire, witness }: { wire: number; witness: readonly bigint[] }): bigint {
  return mod(
    coefficient(a, wire) * evaluate(b, witness) + coefficient(b, wire) * evaluate(a, witness) - coefficient(c, wire),
  );
}

/** Of α·x² + … = 0 with root x: the roots' sum is x − slope/α + x, so the other is x − slope/α. */
function otherRoot(constraint: Constraint, at: { wire: number; witness: readonly bigint[] }): bigint {
  const square = mod(coefficient(constraint.a, at.wire) * coefficient(constraint.b, at.wire));
  return mod((at.witness[at.wire] as bigint) - slope(constraint, at) * inverse(square));
}

function touches({ a, b, c }: Constraint, wires: ReadonlySet<number>): boolean {
  const touched = ([wire]: readonly [number, bigint]): boolean => wires.has(wire);
  return a.some(touched) || b.some(touched) || c.some(touched);
}
