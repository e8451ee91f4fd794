import { PsephosError, requireArgument } from "../errors.ts";
import { SUBGROUP_ORDER, inverse, mod } from "./field.ts";

/** Largest share index: far below l, so that two different indices differ modulo l too. */
export const MAX_SHARE_INDEX = 255;

export interface PolynomialInput {
  /** Lowest power first; the first one is the secret. */
  readonly coefficients: readonly bigint[];
  /** Share index, 1 to MAX_SHARE_INDEX: at 0 stands the secret itself. */
  readonly at: number;
}

/** Value of the polynomial over Z_l, by Horner's rule. */
export function evaluatePolynomial({ coefficients, at }: PolynomialInput): bigint {
  requireArgument(coefficients.length > 0, "coefficients", "at least one number");
  requireShareIndices([at]);
  return coefficients.reduceRight((value, coefficient) => mod(value * BigInt(at) + coefficient, SUBGROUP_ORDER), 0n);
}

/** Lagrange coefficients at 0 for shares with these indices, in their order: secret = Σ λ_j·share_j (mod l). */
export function lagrangeAtZero(indices: readonly number[]): bigint[] {
  requireShareIndices(indices);
  return indices.map((own) => {
    const others = indices.filter((other) => other !== own);
    const numerator = others.reduce((product, other) => product * BigInt(other), 1n);
    const denominator = others.reduce((product, other) => product * BigInt(other - own), 1n);
    return mod(numerator * inverse(denominator, SUBGROUP_ORDER), SUBGROUP_ORDER);
  });
}

/** Index 0 would hand out the secret, a repeated index divides by zero; both would also come as aliases modulo l. */
export function requireShareIndices(indices: readonly number[], largest: number = MAX_SHARE_INDEX): void {
  const seen = new Set<number>();
  for (const index of indices) {
    if (!Number.isSafeInteger(index) || index < 1 || index > largest) {
      throw new PsephosError("TRUSTEE_INDEX_INVALID", `Trustee indices are whole numbers from 1 to ${largest}.`, {
        detail: { largest },
      });
    }
    if (seen.has(index)) {
      throw new PsephosError("TRUSTEE_INDEX_INVALID", `Trustee ${index} appears twice; name each trustee once.`, {
        detail: { index },
      });
    }
    seen.add(index);
  }
}
