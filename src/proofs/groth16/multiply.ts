import { digitCount, writeDigits } from "./digits.ts";
import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { GROUPS, type LimbedPoints } from "./limbed-points.ts";
import { lowerSource, sumLists, type Source, type SourceLists } from "./list-sums.ts";
import { NEGATED } from "./wasm-additions.ts";

export interface Multiplication {
  readonly points: LimbedPoints;
  /** One plain integer below r, of 32 bytes, for each point. */
  readonly scalars: Pointer;
}

/**
 * Σ scalar·point, Jacobian. Pippenger's method on signed digits: in each window a bucket gathers the points that have
 * the same digit. All sums are sums of lists, so that they can be made together:
 *
 *     buckets → sums over buckets whose low (or high) half of the digit is the same → sums over halves with the same bit
 *
 * and the last ones are weighed by doubling. The block of the result stays taken.
 */
export function multiply(engine: Engine, task: Multiplication): Pointer {
  const { plain, affine, jacobian } = GROUPS[task.points.group];
  const result = engine.allocate(jacobian);
  engine.call(`${plain}_zero`, result);
  engine.scratch(() => {
    const terms = readTerms(engine, task);
    const bits = engine.allocate(affine * digitCount(terms.width) * terms.width);
    for (let window = 0; window < digitCount(terms.width); window += WINDOWS_TOGETHER)
      engine.scratch(() => sumWindows(engine, task.points, { terms, window, bits }));
    terms.digits.fill(0);
    for (let bit = digitCount(terms.width) * terms.width - 1; bit >= 0; bit--) {
      engine.call(`${plain}_double`, result, result);
      const sum = bits + bit * affine;
      // Mixed addition does not know an affine infinity on both sides.
      if (engine.call(`${plain}_isZeroAffine`, sum) === 0) engine.call(`${plain}_addMixed`, result, sum, result);
    }
  });
  return result;
}

/** More share more inversions, fewer stay in the processor's caches. */
const WINDOWS_TOGETHER = 4;

/** The points that count, and their digits, window by window. */
interface Terms {
  readonly sources: Uint32Array;
  readonly digits: Int16Array;
  readonly width: number;
}

function readTerms(engine: Engine, { points, scalars }: Multiplication): Terms {
  const indices = points.finite;
  const width = bestWidth(indices.length);
  const digits = new Int16Array(digitCount(width) * indices.length);
  const words = SIZE.field >> 2;
  const all = engine.words(scalars, points.count * words);
  const scalar = new Uint32Array(words);
  indices.forEach((index, place) => {
    scalar.set(all.subarray(index * words, (index + 1) * words));
    writeDigits(scalar, { digits, place, stride: indices.length, width });
  });
  scalar.fill(0);
  return { sources: indices.map((index) => points.at + index * points.bytes), digits, width };
}

const WIDTHS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] as const;

/** The least additions: one for each digit and two for each bucket. */
function bestWidth(count: number): number {
  const cost = (width: number): number => digitCount(width) * (count + 2 ** width);
  return WIDTHS.reduce<number>((best, width) => (cost(width) < cost(best) ? width : best), WIDTHS[0]);
}

/** Writes the sums for the bits of some windows' digits, affine; infinity where no digit has the bit. */
function sumWindows(
  engine: Engine,
  { group }: LimbedPoints,
  { terms, window, bits }: { terms: Terms; window: number; bits: Pointer },
): void {
  const { width } = terms;
  const windowCount = Math.min(WINDOWS_TOGETHER, digitCount(width) - window);
  const halves = selectHalves(width);
  const buckets = sumLists(engine, group, fillBuckets(terms, { from: window, to: window + windowCount }));
  const byHalf = sumLists(engine, group, select(buckets, { lists: halves.lists, windowCount }));
  const byBit = sumLists(engine, group, select(byHalf, { lists: halves.bits, windowCount }));
  byBit.forEach((source, index) => {
    const to = bits + (window * width + index) * GROUPS[group].affine;
    if (source === 0) engine.call(`${GROUPS[group].plain}_zeroAffine`, to);
    else lowerSource(engine, group, { source, to });
  });
}

/** For each window the lists of buckets 0 to 2^(width − 1), where 0 stays empty. */
function fillBuckets({ sources, digits, width }: Terms, { from, to }: { from: number; to: number }): SourceLists {
  const [count, bucketCount] = [sources.length, 2 ** (width - 1) + 1];
  // Lists' ends, shifted by one: what is a start here becomes an end when the list is filled.
  const next = new Uint32Array((to - from) * bucketCount + 1);
  for (let window = from; window < to; window++) {
    for (let term = 0; term < count; term++) {
      const digit = digits[window * count + term]!;
      if (digit !== 0) next[(window - from) * bucketCount + Math.abs(digit) + 1]!++;
    }
  }
  for (let list = 1; list < next.length; list++) next[list]! += next[list - 1]!;
  const filled = new Uint32Array(next.at(-1)!);
  for (let window = from; window < to; window++) {
    for (let term = 0; term < count; term++) {
      const digit = digits[window * count + term]!;
      if (digit === 0) continue;
      const list = (window - from) * bucketCount + Math.abs(digit);
      filled[next[list]!++] = digit < 0 ? sources[term]! | NEGATED : sources[term]!;
    }
  }
  return { sources: filled, ends: next.subarray(0, -1) };
}

/** Which buckets have the same half of their number, and which halves the same bit, from the lowest to the highest. */
function selectHalves(width: number): { lists: number[][]; bits: number[][] } {
  const bucketCount = 2 ** (width - 1) + 1;
  const lowBits = (width - 1) >> 1;
  const lowCount = 2 ** lowBits;
  const highCount = 2 ** (width - 1 - lowBits) + 1;
  const buckets = Array.from({ length: bucketCount }, (_, bucket) => bucket);
  const withHalf = (half: number, of: (bucket: number) => number): number[] =>
    half === 0 ? [] : buckets.filter((bucket) => of(bucket) === half);
  const lows = Array.from({ length: lowCount }, (_, low) => withHalf(low, (bucket) => bucket % lowCount));
  const highs = Array.from({ length: highCount }, (_, high) => withHalf(high, (bucket) => bucket >> lowBits));
  const bits = Array.from({ length: width }, (_, bit) =>
    bit < lowBits
      ? lows.flatMap((_list, low) => ((low >> bit) & 1 ? [low] : []))
      : highs.flatMap((_list, high) => ((high >> (bit - lowBits)) & 1 ? [lowCount + high] : [])),
  );
  return { lists: [...lows, ...highs], bits };
}

/** For each window the lists of those of its sums that are selected by number. */
function select(
  sums: Uint32Array,
  { lists, windowCount }: { lists: readonly (readonly number[])[]; windowCount: number },
): SourceLists {
  const each = sums.length / windowCount;
  const sources: Source[] = [];
  const ends: number[] = [];
  for (let window = 0; window < windowCount; window++) {
    for (const list of lists) {
      for (const number of list) {
        const source = sums[window * each + number]!;
        if (source !== 0) sources.push(source);
      }
      ends.push(sources.length);
    }
  }
  return { sources: Uint32Array.from(sources), ends: Uint32Array.from(ends) };
}
