import { FpInvertBatch, Field } from "@noble/curves/abstract/modular.js";
import { PsephosError, requireBigint } from "../errors.ts";
import { BASE, IDENTITY, toProjective, type Point, type ProjectivePoint } from "./babyjubjub.ts";
import { FIELD } from "./field.ts";

/** Largest count that can be searched: a table of 2^19 and 2^20 steps, some ten seconds. */
export const MAX_COUNT = 1n << 40n;

const MAX_TABLE = 1 << 19;
/** Points are brought to affine form in batches, with one inversion for all. */
const BATCH = 1024;
/** y coordinates are told apart by their low 52 bits first; a hit is then checked in full. */
const KEY_MASK = (1n << 52n) - 1n;

const Fp = Field(FIELD);

interface BabySteps {
  readonly size: number;
  /** Key of (i·B8).y to i, for i = 0 … size. Since −P has P's y, it stands for −i as well. */
  readonly indexOf: ReadonlyMap<number, number>;
}

let table: BabySteps | undefined;

/**
 * The count m, 0 ≤ m ≤ max, with m·B8 = point, by baby steps and giant steps of 2·size + 1.
 * Searches upwards, so small counts are found first.
 */
export function findCount(point: Point, max: bigint): bigint {
  requireBigint(max, { name: "max", min: 0n, max: MAX_COUNT });
  const { size, indexOf } = babySteps(tableSize(max));
  const stride = BigInt(2 * size + 1);
  const backwards = toProjective(BASE).multiplyUnsafe(stride).negate();
  let current = toProjective(point);
  for (let centre = 0n; centre <= max + BigInt(size);) {
    const batch: ProjectivePoint[] = [];
    for (let step = 0; step < BATCH; step++, current = current.add(backwards)) batch.push(current);
    for (const y of yCoordinates(batch)) {
      const offset = indexOf.get(keyOf(y));
      const found = offset === undefined ? undefined : confirm({ point, centre, offset: BigInt(offset), max });
      if (found !== undefined) return found;
      centre += stride;
    }
  }
  throw new PsephosError(
    "COUNT_NOT_FOUND",
    `No count from 0 to ${max} fits the opened sum; the bound or the partial decryptions are wrong.`,
    {
      detail: { max },
    },
  );
}

function confirm(hit: { point: Point; centre: bigint; offset: bigint; max: bigint }): bigint | undefined {
  const target = toProjective(hit.point);
  return [hit.centre + hit.offset, hit.centre - hit.offset].find(
    (count) => count >= 0n && count <= hit.max && toProjective(BASE).multiplyUnsafe(count).equals(target),
  );
}

/** Balances both halves: about √(max/2) of each. */
function tableSize(max: bigint): number {
  return Math.min(MAX_TABLE, Math.max(16, Math.ceil(Math.sqrt(Number(max) / 2))));
}

function babySteps(size: number): BabySteps {
  if (table === undefined || table.size < size) table = buildTable(size);
  return table;
}

function buildTable(size: number): BabySteps {
  const indexOf = new Map<number, number>();
  const base = toProjective(BASE);
  let current = toProjective(IDENTITY);
  for (let start = 0; start <= size; start += BATCH) {
    const batch: ProjectivePoint[] = [];
    for (let index = start; index < start + BATCH && index <= size; index++, current = current.add(base))
      batch.push(current);
    yCoordinates(batch).forEach((y, index) => indexOf.set(keyOf(y), start + index));
  }
  return { size, indexOf };
}

function yCoordinates(points: readonly ProjectivePoint[]): bigint[] {
  const inverses = FpInvertBatch(
    Fp,
    points.map(({ Z }) => Z),
  );
  return points.map(({ Y }, index) => (Y * inverses[index]!) % FIELD);
}

function keyOf(y: bigint): number {
  return Number(y & KEY_MASK);
}
