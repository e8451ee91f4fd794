import { inverse, mod } from "../../../src/crypto/field.ts";

/** Vectors and matrices over r's field; a matrix is its rows. */
export type Vector = readonly bigint[];
export type Matrix = readonly Vector[];

export function dot(a: Vector, b: Vector): bigint {
  return mod(a.reduce((sum, value, i) => sum + value * b[i]!, 0n));
}

export function multiplyVector(matrix: Matrix, vector: Vector): bigint[] {
  return matrix.map((row) => dot(row, vector));
}

export function multiply(a: Matrix, b: Matrix): bigint[][] {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
}

export function transpose(matrix: Matrix): bigint[][] {
  return matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));
}

/** Inverse of a square matrix by Gauss and Jordan. */
export function invert(matrix: Matrix): bigint[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1n : 0n))]);
  for (let column = 0; column < size; column++) {
    const pivot = rows.findIndex((row, i) => i >= column && row[column] !== 0n);
    if (pivot === -1) throw new Error("matrix has no inverse");
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const factor = inverse(rows[column]![column]!);
    const leading = rows[column]!.map((value) => mod(value * factor));
    rows.forEach((row, i) => {
      rows[i] = i === column ? leading : row.map((value, j) => mod(value - row[column]! * leading[j]!));
    });
  }
  return rows.map((row) => row.slice(size));
}
