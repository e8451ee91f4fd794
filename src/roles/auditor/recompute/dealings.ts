import {
  IDENTITY,
  clearCofactor,
  isOnCurve,
  toAffine,
  toProjective,
  type Point,
  type ProjectivePoint,
} from "../../../crypto/babyjubjub.ts";

/** A_m = 8·D_m: the commitments as they count. */
export function cleared(commitments: readonly Point[]): Point[] {
  return commitments.map((point) => (isOnCurve(point) ? clearCofactor(point) : IDENTITY));
}

/** S_j = Σ j^m·A_m: the public key of the share that this dealing gives to trustee j. */
export function shareKey(commitments: readonly Point[], index: number): Point {
  return toAffine(
    commitments.reduceRight(
      (sum, commitment) => timesSmall(sum, index).add(toProjective(commitment)),
      toProjective(IDENTITY),
    ),
  );
}

/** Adds up to 16 copies: slow and plain, and the same for every point. */
function timesSmall(point: ProjectivePoint, factor: number): ProjectivePoint {
  let product = toProjective(IDENTITY);
  for (let copy = 0; copy < factor; copy++) product = product.add(point);
  return product;
}
