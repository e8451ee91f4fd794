import type { Point } from "../../crypto/babyjubjub.ts";

/** [x, y] pairs as ethers gives them (frozen results) as points. */
export function toPoint([x, y]: readonly bigint[]): Point {
  return [x!, y!];
}

/** Flat words two by two. */
export function toPoints(words: readonly bigint[]): Point[] {
  return Array.from({ length: words.length / 2 }, (_, index) => [words[2 * index]!, words[2 * index + 1]!]);
}

/** Points or their flat words, flat. */
export function flatten(points: readonly Point[] | readonly bigint[]): bigint[] {
  return points.flatMap((entry: Point | bigint) => entry);
}

/** Bit j − 1 set means trustee j is in: indices, ascending. */
export function trusteesOf(bits: bigint): number[] {
  return Array.from({ length: 16 }, (_, index) => index + 1).filter(
    (index) => ((bits >> BigInt(index - 1)) & 1n) === 1n,
  );
}
