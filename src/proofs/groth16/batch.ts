import { FIELD } from "../../crypto/field.ts";
import type { Proof } from "../proof.ts";
import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { multiplyMillerLoops, type PreparedPair } from "./pairing.ts";
import { isG1, isG2, storeG1, storeG2 } from "./points.ts";
import type { PreparedKey } from "./prepared-key.ts";

const COEFFICIENT_BYTES = 16;

/** Proofs in an engine's memory, each weighed by its coefficient ρ; entry i of every part belongs to proof i. */
interface WeighedProofs {
  readonly coefficients: readonly bigint[];
  readonly signals: readonly (readonly bigint[])[];
  /** (ρ·A, B); undefined where one of them is infinity, whose pairing with anything is 1. */
  readonly pairs: readonly (PreparedPair | undefined)[];
  /** Affine C points, one after the other, and the coefficients for them. */
  readonly c: Pointer;
  readonly rho: Pointer;
}

/** Half-open. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Indices of the wrong ones among well-formed proofs, ascending. Checks
 *
 *     Π e(ρ_i·A_i, B_i) · e(−Σρ_i·α, β) · e(−Σρ_i·vk_x(i), γ) · e(−Σρ_i·C_i, δ) = 1
 *
 * with one squaring chain for all n + 3 Miller loops and one final exponentiation, and halves the batch when it does not
 * hold. Points off the curve or outside their group make a proof wrong, infinity is taken as the point that it is: both
 * as the contract has it.
 */
export function findBadProofs(batch: {
  engine: Engine;
  key: PreparedKey;
  proofs: readonly Proof[];
  coefficients: readonly bigint[];
}): number[] {
  const { engine, key, proofs, coefficients } = batch;
  return engine.scratch(() => {
    const inGroups = proofs.map((proof) => hasPointsInGroups(engine, proof));
    const good = [...proofs.keys()].filter((index) => inGroups[index]);
    const weighed = weigh(engine, {
      proofs: good.map((index) => proofs[index]!),
      coefficients: good.map((index) => coefficients[index]!),
    });
    const wrong = new Set(search({ engine, key, weighed }, { from: 0, to: good.length }).map((place) => good[place]!));
    return [...proofs.keys()].filter((index) => inGroups[index] !== true || wrong.has(index));
  });
}

interface Equation {
  readonly engine: Engine;
  readonly key: PreparedKey;
  readonly weighed: WeighedProofs;
}

function search(equation: Equation, { from, to }: Range): number[] {
  if (from === to || holds(equation, { from, to })) return [];
  if (to - from === 1) return [from];
  const middle = (from + to) >> 1;
  return [...search(equation, { from, to: middle }), ...search(equation, { from: middle, to })];
}

function hasPointsInGroups(engine: Engine, { words }: Proof): boolean {
  return engine.scratch(() => {
    const a = storeG1(engine, words.slice(0, 2));
    const b = storeG2(engine, words.slice(2, 6));
    const c = storeG1(engine, words.slice(6, 8));
    return isG1(engine, a) && isG1(engine, c) && isG2(engine, b);
  });
}

/** The blocks stay taken: the caller's scratch frees them. */
function weigh(
  engine: Engine,
  { proofs, coefficients }: { proofs: readonly Proof[]; coefficients: readonly bigint[] },
): WeighedProofs {
  const rho = engine.allocate(proofs.length * COEFFICIENT_BYTES);
  engine.writeIntegers(rho, coefficients, COEFFICIENT_BYTES);
  const c = storeG1(
    engine,
    proofs.flatMap(({ words }) => words.slice(6, 8)),
  );
  const pairs = proofs.map(({ words }, index) => preparePair(engine, { words, rho: rho + index * COEFFICIENT_BYTES }));
  return { coefficients, signals: proofs.map(({ signals }) => signals), pairs, c, rho };
}

function preparePair(
  engine: Engine,
  { words, rho }: { words: readonly bigint[]; rho: Pointer },
): PreparedPair | undefined {
  const point = engine.allocate(SIZE.preparedG1);
  const prepared = engine.allocate(SIZE.preparedG2);
  const proper = engine.scratch(() => {
    const a = storeG1(engine, words.slice(0, 2));
    const b = storeG2(engine, words.slice(2, 6));
    if (engine.call("g1m_isZeroAffine", a) === 1 || engine.call("g2m_isZeroAffine", b) === 1) return false;
    const weighed = engine.allocate(SIZE.g1);
    // The first group has prime order, above 2^128: a multiple of a point is not infinity.
    engine.call("g1m_timesScalarAffine", a, rho, COEFFICIENT_BYTES, weighed);
    engine.call("bn128_prepareG1", weighed, point);
    const q = engine.allocate(SIZE.g2);
    engine.call("g2m_toJacobian", b, q);
    engine.call("bn128_prepareG2", q, prepared);
    return true;
  });
  return proper ? { point, prepared } : undefined;
}

function holds({ engine, key, weighed }: Equation, range: Range): boolean {
  return engine.scratch(() => {
    const { from, to } = range;
    const scalars = weighSignals({ key, weighed, range });
    const alpha = multiplyFixed(engine, { points: key.alpha, scalars: scalars.slice(0, 1) });
    const signals = multiplyFixed(engine, { points: key.ic, scalars });
    const c = engine.allocate(SIZE.g1);
    engine.reserve(MULTIPLY_SCRATCH_BYTES);
    const [points, rho] = [weighed.c + from * SIZE.g1Affine, weighed.rho + from * COEFFICIENT_BYTES];
    engine.call("g1m_multiexpAffine", points, rho, COEFFICIENT_BYTES, to - from, c);

    const fixed = [
      negatedPair(engine, alpha, key.beta),
      negatedPair(engine, signals, key.gamma),
      negatedPair(engine, c, key.delta),
    ];
    const pairs = [...weighed.pairs.slice(from, to), ...fixed].filter((pair) => pair !== undefined);
    const product = multiplyMillerLoops(engine, pairs);
    engine.call("bn128_finalExponentiation", product, product);
    const one = engine.allocate(SIZE.gt);
    engine.call("ftm_one", one);
    return engine.call("ftm_eq", product, one) === 1;
  });
}

/** (−point, prepared); undefined for infinity. */
function negatedPair(engine: Engine, jacobian: Pointer, prepared: Pointer): PreparedPair | undefined {
  if (engine.call("g1m_isZero", jacobian) === 1) return undefined;
  const point = engine.allocate(SIZE.preparedG1);
  engine.call("g1m_neg", jacobian, jacobian);
  engine.call("bn128_prepareG1", jacobian, point);
  return { point, prepared };
}

/** [Σρ_i, Σρ_i·s_i1, Σρ_i·s_i2, …]: the scalars of the key's points for the signals, the constant one first. */
function weighSignals({ key, weighed, range }: Omit<Equation, "engine"> & { range: Range }): bigint[] {
  const sums = new Array<bigint>(key.signalCount + 1).fill(0n);
  for (let index = range.from; index < range.to; index++) {
    const coefficient = weighed.coefficients[index]!;
    sums[0]! += coefficient;
    weighed.signals[index]!.forEach((signal, place) => (sums[place + 1]! += coefficient * signal));
  }
  return sums.map((sum) => sum % FIELD);
}

/** Σ scalar·point over affine points of the first group. */
function multiplyFixed(engine: Engine, { points, scalars }: { points: Pointer; scalars: readonly bigint[] }): Pointer {
  const result = engine.allocate(SIZE.g1);
  engine.scratch(() => {
    const stored = engine.allocate(scalars.length * SIZE.field);
    engine.writeIntegers(stored, scalars);
    engine.reserve(MULTIPLY_SCRATCH_BYTES);
    engine.call("g1m_multiexpAffine", points, stored, SIZE.field, scalars.length, result);
  });
  return result;
}

/** Buckets of the multiplication, for fewer than 2^17 terms. */
const MULTIPLY_SCRATCH_BYTES = 2 ** 13 * SIZE.g1;
