import { bn254 } from "@noble/curves/bn254.js";
import type { Proof, VerifyingKey } from "../../src/proofs/proof.ts";

const { Fp2 } = bn254.fields;
const G1 = bn254.G1.Point;
const G2 = bn254.G2.Point;
type G1Point = InstanceType<typeof G1>;
type G2Point = InstanceType<typeof G2>;

/** Groth16's equation over another library, with the precompiles' rules for points; throws on none of them. */
export function referenceVerify(key: VerifyingKey, { words, signals }: Proof): boolean {
  const a = g1(words.slice(0, 2));
  const b = g2(words.slice(2, 6));
  const c = g1(words.slice(6, 8));
  if (a === undefined || b === undefined || c === undefined) return false;
  const ic = Array.from({ length: key.ic.length / 2 }, (_, index) => g1(key.ic.slice(2 * index, 2 * index + 2))!);
  const x = signals.reduce((sum, signal, index) => sum.add(ic[index + 1]!.multiplyUnsafe(signal)), ic[0]!);
  const pairs = [
    { g1: a.negate(), g2: b },
    { g1: g1(key.alpha)!, g2: g2(key.beta)! },
    { g1: x, g2: g2(key.gamma)! },
    { g1: c, g2: g2(key.delta)! },
  ].filter(({ g1: left, g2: right }) => !left.is0() && !right.is0());
  return bn254.fields.Fp12.eql(bn254.pairingBatch(pairs), bn254.fields.Fp12.ONE);
}

export function g1([x = 0n, y = 0n]: readonly bigint[]): G1Point | undefined {
  if (x === 0n && y === 0n) return G1.ZERO;
  return valid(() => new G1(x, y, 1n));
}

export function g2(words: readonly bigint[]): G2Point | undefined {
  return words.every((word) => word === 0n) ? G2.ZERO : valid(() => uncheckedG2(words));
}

/** Words as a point, on the curve or not. */
export function uncheckedG2([x1 = 0n, x0 = 0n, y1 = 0n, y0 = 0n]: readonly bigint[]): G2Point {
  return new G2(Fp2.fromBigTuple([x0, x1]), Fp2.fromBigTuple([y0, y1]), Fp2.ONE);
}

/** The library already refuses some coordinates when a point is made of them. */
function valid<P extends G1Point | G2Point>(make: () => P): P | undefined {
  try {
    const point = make();
    point.assertValidity();
    return point;
  } catch {
    return undefined;
  }
}

export function g1Words(point: G1Point): bigint[] {
  if (point.is0()) return [0n, 0n];
  const { x, y } = point.toAffine();
  return [x, y];
}

export function g2Words(point: G2Point): bigint[] {
  if (point.is0()) return [0n, 0n, 0n, 0n];
  const { x, y } = point.toAffine();
  return [x.c1, x.c0, y.c1, y.c0];
}

/** A point of the twist that has not order r, found from its x coordinate. */
export function g2OutsideSubgroup(seed: bigint): bigint[] {
  const b = Fp2.fromBigTuple([
    19485874751759354771024239261021720505790618469301721065564631296452457478373n,
    266929791119991161246907387137283842545076965332900288569378510910307636690n,
  ]);
  for (let index = 1n; ; index++) {
    const x = Fp2.fromBigTuple([seed, index]);
    const square = Fp2.add(Fp2.mul(Fp2.sqr(x), x), b);
    const y = squareRoot(square);
    if (y !== undefined) return [x.c1, x.c0, y.c1, y.c0];
  }
}

function squareRoot(square: ReturnType<typeof Fp2.create>): ReturnType<typeof Fp2.create> | undefined {
  try {
    return Fp2.sqrt(square);
  } catch {
    return undefined;
  }
}
