import { edwards, type EdwardsPoint } from "@noble/curves/abstract/edwards.js";
import { PsephosError } from "../errors.ts";
import { FIELD, SUBGROUP_ORDER, inverse, isFieldElement, mod } from "./field.ts";

/** Affine point of BabyJubJub, coordinates below r. */
export type Point = readonly [x: bigint, y: bigint];

/** Twisted Edwards form a·x² + y² = 1 + d·x²·y² of EIP-2494. */
export const CURVE_A = 168700n;
export const CURVE_D = 168696n;

/** B8: generator of the subgroup of order l (eight times EIP-2494's generator of the whole curve). */
export const BASE: Point = [
  5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  16950150798460657717958625567821834550301663161624707787222815936182638968203n,
];

export const IDENTITY: Point = [0n, 1n];

/** Width of a scalar; the digit form has as many digits. */
const SCALAR_BITS = 251n;

const HALF = inverse(2n, SUBGROUP_ORDER);
const EIGHTH = inverse(8n, SUBGROUP_ORDER);

const Curve = edwards({
  p: FIELD,
  n: SUBGROUP_ORDER,
  h: 8n,
  a: CURVE_A,
  d: CURVE_D,
  Gx: BASE[0],
  Gy: BASE[1],
});

/** Point in projective form: for chains of additions that shall not pay an inversion each. */
export type ProjectivePoint = EdwardsPoint;

export function toProjective(point: Point): ProjectivePoint {
  return Curve.fromAffine({ x: point[0], y: point[1] });
}

export function toAffine(point: ProjectivePoint): Point {
  const { x, y } = point.toAffine();
  return [x, y];
}

export function equals(left: Point, right: Point): boolean {
  return left[0] === right[0] && left[1] === right[1];
}

export function isIdentity(point: Point): boolean {
  return equals(point, IDENTITY);
}

export function add(left: Point, right: Point): Point {
  return toAffine(toProjective(left).add(toProjective(right)));
}

export function sum(points: readonly Point[]): Point {
  return toAffine(points.reduce((total, point) => total.add(toProjective(point)), Curve.ZERO));
}

export function negate([x, y]: Point): Point {
  return [mod(-x), y];
}

/** scalar·point for a point of order l; the scalar may be secret (steps do not depend on it, as far as JavaScript allows). */
export function multiply(point: Point, scalar: bigint): Point {
  return multiplyProjective(toProjective(point), scalar);
}

/** scalar·B8; the scalar may be secret. */
export function multiplyBase(scalar: bigint): Point {
  return multiplyProjective(Curve.BASE, scalar);
}

/** scalar·point for public scalars: faster, its time depends on the scalar. */
export function multiplyPublic(point: Point, scalar: bigint): Point {
  const base = equals(point, BASE) ? Curve.BASE : toProjective(point);
  return toAffine(base.multiplyUnsafe(mod(scalar, SUBGROUP_ORDER)));
}

const prepared = new Map<string, ProjectivePoint>();
const PREPARED_LIMIT = 8;
const PREPARED_WINDOW_BITS = 6;

/** As `multiply`, with a table of the point that is kept: for election keys, which mask many ballots. */
export function multiplyPrepared(point: Point, scalar: bigint): Point {
  const key = point.join();
  let table = prepared.get(key);
  if (table === undefined) {
    if (prepared.size >= PREPARED_LIMIT) prepared.clear();
    table = toProjective(point).precompute(PREPARED_WINDOW_BITS, false);
    prepared.set(key, table);
  }
  return multiplyProjective(table, scalar);
}

function multiplyProjective(point: ProjectivePoint, scalar: bigint): Point {
  const reduced = mod(scalar, SUBGROUP_ORDER);
  return reduced === 0n ? IDENTITY : toAffine(point.multiply(reduced));
}

export function isOnCurve([x, y]: Point): boolean {
  if (!isFieldElement(x) || !isFieldElement(y)) return false;
  const [xx, yy] = [mod(x * x), mod(y * y)];
  return mod(CURVE_A * xx + yy) === mod(1n + CURVE_D * mod(xx * yy));
}

/** On the curve and of order l or 1: no part of small order. */
export function isInSubgroup(point: Point): boolean {
  return isOnCurve(point) && toProjective(point).isTorsionFree();
}

/** 8·P: leaves no part of small order. Points from outside are sent as D and used as 8·D. */
export function clearCofactor(point: Point): Point {
  return toAffine(toProjective(point).double().double().double());
}

/** The scalar d with 8·d ≡ scalar (mod l): 8·(d·B8) = scalar·B8, so d·B8 is what to send for scalar·B8. */
export function divideByCofactor(scalar: bigint): bigint {
  return mod(scalar * EIGHTH, SUBGROUP_ORDER);
}

/**
 * Digit form of a scalar x: N = (x + 2^251 − 1)/2 mod l. With digits t_i = 2·bit_i(N) − 1, one of −1 and +1,
 * Σ t_i·2^i = 2N − (2^251 − 1) ≡ x (mod l) over i = 0 … 250. Circuits take secret scalars so.
 */
export function signedDigits(scalar: bigint): bigint {
  return mod((scalar + (1n << SCALAR_BITS) - 1n) * HALF, SUBGROUP_ORDER);
}

/** Refuses what may not serve as a public key: off the curve, of small order, or with a part of small order. */
export function requirePublicKey(point: Point, name: string): Point {
  if (isIdentity(point) || !isInSubgroup(point)) {
    throw new PsephosError(
      "POINT_INVALID",
      `${name} is not a public key: it must be a point of prime order, not the identity.`,
      {
        detail: { argument: name },
      },
    );
  }
  return point;
}

/** Refuses a point that is off the curve or has coordinates out of range. */
export function requireOnCurve(point: Point, name: string): Point {
  if (!isOnCurve(point)) {
    throw new PsephosError("POINT_INVALID", `${name} is not a point of the curve.`, { detail: { argument: name } });
  }
  return point;
}
