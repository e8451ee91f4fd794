import { SUBGROUP_ORDER, inverse, mod } from "../../../crypto/field.ts";

/** Weights that bring values of a polynomial at the given places to its value at 0: λ_j = Π m / (m − j), modulo l. */
export function weightsAtZero(places: readonly number[]): bigint[] {
  return places.map((place) =>
    places
      .filter((other) => other !== place)
      .reduce((weight, other) => {
        const quotient = BigInt(other) * inverse(BigInt(other - place), SUBGROUP_ORDER);
        return mod(weight * quotient, SUBGROUP_ORDER);
      }, 1n),
  );
}
