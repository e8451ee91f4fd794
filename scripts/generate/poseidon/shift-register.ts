import { mod } from "../../../src/crypto/field.ts";
import { dot, invert, multiplyVector, transpose, type Matrix, type Vector } from "./linear.ts";

/**
 * The words of Poseidon's state that partial rounds leave linear, seen in a basis in which they are a shift register. With z the
 * word that is raised to the fifth power, s that power, and u the other words, a partial round is
 *
 *     z' = m·s + w·u        u' = v·s + A·u
 *
 * and with u = basis·h, where A's characteristic polynomial is λ^n − c_1·λ^(n−1) − … − c_n,
 *
 *     z' = m·s + taps·h     h'_1 = s + c·h,  h'_(j+1) = h_j.
 *
 * So a round takes 2n + 1 multiplications by constants, the same in each round, in place of (n + 1)².
 */
export interface ShiftRegister {
  readonly m: bigint;
  readonly taps: Vector;
  readonly feedback: Vector;
  readonly basis: Matrix;
  /** h = inverseBasis·u */
  readonly inverseBasis: Matrix;
}

export function shiftRegister(mds: Matrix): ShiftRegister {
  const [[m, ...w], ...rest] = mds as [[bigint, ...bigint[]], ...Vector[]];
  const v = rest.map((row) => row[0]!);
  const a = rest.map((row) => row.slice(1));
  const feedback = characteristicPolynomial(a, v);
  // A register that holds 1 in place j and 0 elsewhere holds c_j in place 1 and 1 in place j + 1 after a round with s = 0.
  const columns = [v];
  for (const c of feedback) {
    const column = columns.at(-1)!;
    columns.push(multiplyVector(a, column).map((value, i) => mod(value - c * v[i]!)));
  }
  if (columns.pop()!.some((value) => value !== 0n)) throw new Error("the words do not form a shift register");
  const basis = transpose(columns);
  return { m, taps: columns.map((column) => dot(w, column)), feedback, basis, inverseBasis: invert(basis) };
}

/** c with A^n·v = Σ c_j·A^(n−j)·v, which by Cayley and Hamilton is the same as that of the polynomial. */
function characteristicPolynomial(a: Matrix, v: Vector): bigint[] {
  const powers = [v];
  while (powers.length <= v.length) powers.push(multiplyVector(a, powers.at(-1)!));
  const last = powers.pop()!;
  return multiplyVector(invert(transpose(powers)), last).reverse();
}
