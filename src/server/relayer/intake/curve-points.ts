import { isOnCurve } from "../../../crypto/babyjubjub.ts";
import { BASE_FIELD, mod } from "../../../crypto/field.ts";
import type { Ciphertext } from "../../../crypto/elgamal.ts";
import { PsephosError } from "../../../errors.ts";

/**
 * Cheap looks at points before a proof is verified: a few multiplications each. Infinity is not let through, as no proof that holds
 * has it. Whether B is in the subgroup is for the verifier.
 */

type Fp2 = readonly [c0: bigint, c1: bigint];

const G1_B = 3n;
/** 3/(9 + u): the constant of the twist; a test derives it again. */
const G2_B: Fp2 = [
  19485874751759354771024239261021720505790618469301721065564631296452457478373n,
  266929791119991161246907387137283842545076965332900288569378510910307636690n,
];

/** Eight words: A and C on the curve, B on its twist. */
export function requireProofPoints(words: readonly bigint[]): void {
  const [ax, ay, bx1, bx0, by1, by0, cx, cy] = words as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]; // prettier-ignore
  if (!isOnG1(ax, ay) || !isOnG1(cx, cy) || !isOnTwist([bx0, bx1], [by0, by1])) {
    throw new PsephosError("POINT_INVALID", "The proof holds a point that is not on its curve. Prove again.");
  }
}

export function requireCiphertextPoints(ciphertexts: readonly Ciphertext[]): void {
  if (!ciphertexts.every(({ c1, c2 }) => isOnCurve(c1) && isOnCurve(c2))) {
    throw new PsephosError("POINT_INVALID", "A ciphertext holds a point that is not on the curve. Fill in anew.");
  }
}

/** y² = x³ + 3. */
function isOnG1(x: bigint, y: bigint): boolean {
  return (y * y - x * x * x - G1_B) % BASE_FIELD === 0n;
}

/** y² = x³ + 3/(9 + u) over q². */
function isOnTwist(x: Fp2, y: Fp2): boolean {
  const [left0, left1] = multiply(y, y);
  const [right0, right1] = multiply(multiply(x, x), x);
  return (left0 - right0 - G2_B[0]) % BASE_FIELD === 0n && (left1 - right1 - G2_B[1]) % BASE_FIELD === 0n;
}

function multiply([a0, a1]: Fp2, [b0, b1]: Fp2): Fp2 {
  return [mod(a0 * b0 - a1 * b1, BASE_FIELD), mod(a0 * b1 + a1 * b0, BASE_FIELD)];
}
