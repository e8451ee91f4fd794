import { LIMBED_BYTES } from "./wasm-field.ts";
import { LEFT_OUT, NEGATED } from "./wasm-additions.ts";
import type { Engine, Pointer } from "./engine.ts";
import { GROUPS, lower, raise, type Group } from "./limbed-points.ts";

/** Address of a point in limbs, with the mark NEGATED or without. 0 stands for infinity. */
export type Source = number;

/** Lists of sources, one behind the other; `ends` tells where each ends. */
export interface SourceLists {
  readonly sources: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * The sum of each list. In every round all lists add up their neighbours, all additions of a round share one inversion;
 * `sources` is overwritten. The sums stay in blocks of their own, which the caller's scratch frees.
 */
export function sumLists(engine: Engine, group: Group, { sources, ends }: SourceLists): Uint32Array {
  const bytes = 2 * GROUPS[group].degree * LIMBED_BYTES;
  const pairs = engine.allocate(4 * sources.length);
  for (;;) {
    const pairCount = countPairs(ends);
    if (pairCount === 0) break;
    const sums = engine.allocate(pairCount * bytes);
    pairNeighbours({ sources, ends }, { pairs: engine.words(pairs, 2 * pairCount), sums, bytes });
    addPairs(engine, group, { pairs, count: pairCount, sums });
  }
  // Who is added to whom tells of the scalars.
  engine.words(pairs, sources.length).fill(0);
  return ends.map((end, list) => (end > (ends[list - 1] ?? 0) ? sources[end - 1]! : 0));
}

function countPairs(ends: Uint32Array): number {
  let [count, start] = [0, 0];
  for (const end of ends) {
    count += (end - start) >> 1;
    start = end;
  }
  return count;
}

/** Fills in the pairs, and leaves in the lists, closed up, what their sums will be and each list's odd one. */
function pairNeighbours(
  { sources, ends }: SourceLists,
  { pairs, sums, bytes }: { pairs: Uint32Array; sums: Pointer; bytes: number },
): void {
  let [read, write, pair, sum] = [0, 0, 0, sums];
  for (let list = 0; list < ends.length; list++) {
    const end = ends[list]!;
    for (; read + 1 < end; read += 2) {
      pairs[pair++] = sources[read]!;
      pairs[pair++] = sources[read + 1]!;
      sources[write++] = sum;
      sum += bytes;
    }
    if (read < end) sources[write++] = sources[read++]!;
    ends[list] = write;
  }
}

interface Pairs {
  readonly pairs: Pointer;
  readonly count: number;
  readonly sums: Pointer;
}

function addPairs(engine: Engine, group: Group, { pairs, count, sums }: Pairs): void {
  const { limbed, field, degree } = GROUPS[group];
  engine.scratch(() => {
    const product = engine.allocate(degree * LIMBED_BYTES);
    const plain = engine.allocate(degree * 32);
    const leftOut = engine.call(`${limbed}_differences`, pairs, count, sums, product);
    engine.call("q29_lower", product, degree, plain);
    engine.call(`${field}_inverse`, plain, plain);
    engine.call("q29_raise", plain, degree, product);
    engine.call(`${limbed}_sums`, pairs, count, sums, product);
    if (leftOut > 0) addLeftOut(engine, group, { pairs, count, sums });
  });
}

/** The pairs that the batch left out, one by one, by formulas that hold for all points. */
function addLeftOut(engine: Engine, group: Group, { pairs, count, sums }: Pairs): void {
  const { plain, affine, jacobian, degree } = GROUPS[group];
  const [point, first, second] = [engine.allocate(affine), engine.allocate(jacobian), engine.allocate(jacobian)];
  const marks = engine.words(pairs, 2 * count).slice();
  for (let pair = 0; pair < count; pair++) {
    const [p, q] = [marks[2 * pair]!, marks[2 * pair + 1]!];
    if ((p & LEFT_OUT) === 0) continue;
    lowerSource(engine, group, { source: p, to: point });
    engine.call(`${plain}_toJacobian`, point, first);
    lowerSource(engine, group, { source: q, to: point });
    engine.call(`${plain}_toJacobian`, point, second);
    engine.call(`${plain}_add`, first, second, first);
    engine.call(`${plain}_toAffine`, first, point);
    raise(engine, group, { from: point, to: sums + pair * 2 * degree * LIMBED_BYTES });
  }
}

/** Writes a source as an affine point of ffjavascript's form. */
export function lowerSource(engine: Engine, group: Group, { source, to }: { source: Source; to: Pointer }): void {
  lower(engine, group, { from: source & ~(NEGATED | LEFT_OUT), to });
  if ((source & NEGATED) !== 0) engine.call(`${GROUPS[group].plain}_negAffine`, to, to);
}
