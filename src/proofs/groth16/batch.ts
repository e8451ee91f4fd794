import { FIELD } from "../../crypto/field.ts";
import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { isG1, isG2, storeG1, storeG2 } from "./points.ts";
import type { PreparedKey } from "./prepared-key.ts";
import type { Proof } from "../proof.ts";

const COEFFICIENT_BYTES = 16;

/** One proof, weighed by its coefficient ρ. */
interface WeighedProof {
  readonly index: number;
  readonly coefficient: bigint;
  readonly signals: readonly bigint[];
  /** Miller loop of (ρ·A, B). */
  readonly miller: Pointer;
  /** ρ·C, Jacobian. */
  readonly c: Pointer;
}

/**
 * Indices of the wrong ones among well-formed proofs, ascending. Checks
 *
 *     Π e(ρ_i·A_i, B_i) · e(−Σρ_i·α, β) · e(−Σρ_i·vk_x(i), γ) · e(−Σρ_i·C_i, δ) = 1
 *
 * with n + 3 Miller loops and one final exponentiation, and halves the batch when it does not hold. What belongs to one
 * proof alone is computed once, so a search costs four pairings a step. Points off the curve or outside their group
 * make a proof wrong, infinity is taken as the point that it is: both as the contract has it.
 */
export function findBadProofs(batch: {
  engine: Engine;
  key: PreparedKey;
  proofs: readonly Proof[];
  coefficients: readonly bigint[];
}): number[] {
  const { engine, key, proofs, coefficients } = batch;
  return engine.scratch(() => {
    const bad: number[] = [];
    const weighed: WeighedProof[] = [];
    proofs.forEach((proof, index) => {
      const entry = weigh(engine, { proof, index, coefficient: coefficients[index] ?? 0n });
      if (entry === undefined) bad.push(index);
      else weighed.push(entry);
    });
    bad.push(...search(engine, key, weighed));
    return bad.sort((a, b) => a - b);
  });
}

function search(engine: Engine, key: PreparedKey, proofs: readonly WeighedProof[]): number[] {
  if (proofs.length === 0 || holds(engine, key, proofs)) return [];
  if (proofs.length === 1) return proofs.map(({ index }) => index);
  const middle = proofs.length >> 1;
  return [...search(engine, key, proofs.slice(0, middle)), ...search(engine, key, proofs.slice(middle))];
}

/** Undefined when a point is not in its group. */
function weigh(
  engine: Engine,
  { proof, index, coefficient }: { proof: Proof; index: number; coefficient: bigint },
): WeighedProof | undefined {
  const miller = engine.allocate(SIZE.gt);
  const c = engine.allocate(SIZE.g1);
  const inGroups = engine.scratch(() => {
    const points = storeG1(engine, [...proof.words.slice(0, 2), ...proof.words.slice(6, 8)]);
    const b = storeG2(engine, proof.words.slice(2, 6));
    if (!isG1(engine, points) || !isG1(engine, points + SIZE.g1Affine) || !isG2(engine, b)) return false;

    const rho = engine.allocate(COEFFICIENT_BYTES);
    engine.writeIntegers(rho, [coefficient], COEFFICIENT_BYTES);
    const a = engine.allocate(SIZE.g1);
    engine.call("g1m_timesScalarAffine", points, rho, COEFFICIENT_BYTES, a);
    engine.call("g1m_timesScalarAffine", points + SIZE.g1Affine, rho, COEFFICIENT_BYTES, c);

    const q = engine.allocate(SIZE.g2);
    engine.call("g2m_toJacobian", b, q);
    if (engine.call("g2m_isZero", q) === 1) {
      engine.call("ftm_one", miller);
    } else {
      const prepared = engine.allocate(SIZE.preparedG2);
      engine.call("bn128_prepareG2", q, prepared);
      millerLoop(engine, { point: a, prepared, result: miller });
    }
    return true;
  });
  return inGroups ? { index, coefficient, signals: proof.signals, miller, c } : undefined;
}

function holds(engine: Engine, key: PreparedKey, proofs: readonly WeighedProof[]): boolean {
  return engine.scratch(() => {
    const product = engine.allocate(SIZE.gt);
    engine.call("ftm_one", product);
    const c = engine.allocate(SIZE.g1);
    engine.call("g1m_zero", c);
    for (const proof of proofs) {
      engine.call("ftm_mul", product, proof.miller, product);
      engine.call("g1m_add", c, proof.c, c);
    }
    const scalars = weighSignals(key.signalCount, proofs);
    const alpha = multiply(engine, { points: key.alpha, scalars: scalars.slice(0, 1) });
    const signals = multiply(engine, { points: key.ic, scalars });

    const factor = engine.allocate(SIZE.gt);
    for (const [point, prepared] of [
      [alpha, key.beta],
      [signals, key.gamma],
      [c, key.delta],
    ] as const) {
      // prettier-ignore
      engine.call("g1m_neg", point, point);
      millerLoop(engine, { point, prepared, result: factor });
      engine.call("ftm_mul", product, factor, product);
    }
    engine.call("bn128_finalExponentiation", product, product);
    engine.call("ftm_one", factor);
    return engine.call("ftm_eq", product, factor) === 1;
  });
}

/** [Σρ_i, Σρ_i·s_i1, Σρ_i·s_i2, …]: the scalars of the key's points for the signals, the constant one first. */
function weighSignals(signalCount: number, proofs: readonly WeighedProof[]): bigint[] {
  const sums = new Array<bigint>(signalCount + 1).fill(0n);
  for (const { coefficient, signals } of proofs) {
    sums[0] = (sums[0] ?? 0n) + coefficient;
    for (let index = 1; index <= signalCount; index++) {
      sums[index] = (sums[index] ?? 0n) + coefficient * (signals[index - 1] ?? 0n);
    }
  }
  return sums.map((sum) => sum % FIELD);
}

/** Σ scalar·point over affine points of the first group. */
function multiply(engine: Engine, { points, scalars }: { points: Pointer; scalars: readonly bigint[] }): Pointer {
  const result = engine.allocate(SIZE.g1);
  engine.scratch(() => {
    const stored = engine.allocate(scalars.length * SIZE.field);
    engine.writeIntegers(stored, scalars);
    engine.reserve(MULTIPLY_SCRATCH_BYTES);
    engine.call("g1m_multiexpAffine", points, stored, SIZE.field, scalars.length, result);
  });
  return result;
}

/** Buckets of the multiplication: at most 2^7 points for the hundred signals or so that a circuit has. */
const MULTIPLY_SCRATCH_BYTES = 128 * SIZE.g1;

/** The Miller loop has no case for infinity, whose pairing with anything is 1. */
function millerLoop(
  engine: Engine,
  { point, prepared, result }: { point: Pointer; prepared: Pointer; result: Pointer },
): void {
  if (engine.call("g1m_isZero", point) === 1) {
    engine.call("ftm_one", result);
    return;
  }
  engine.scratch(() => {
    const affine = engine.allocate(SIZE.preparedG1);
    engine.call("bn128_prepareG1", point, affine);
    engine.call("bn128_millerLoop", affine, prepared, result);
  });
}
