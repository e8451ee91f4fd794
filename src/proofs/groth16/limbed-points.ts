import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { LIMBED_BYTES } from "./wasm-field.ts";

export type Group = "g1" | "g2";

/** How each group's functions are called in the engine, in ffjavascript's form and in limbs, and its sizes in bytes. */
export const GROUPS = {
  g1: { plain: "g1m", field: "f1m", limbed: "q29", degree: 1, affine: SIZE.g1Affine, jacobian: SIZE.g1 },
  g2: { plain: "g2m", field: "f2m", limbed: "q29x2", degree: 2, affine: SIZE.g2Affine, jacobian: SIZE.g2 },
} as const;

/** Affine points in limbs: `multiply` takes these. */
export interface LimbedPoints {
  readonly group: Group;
  readonly at: Pointer;
  readonly count: number;
  /** Bytes from one point to the next. */
  readonly bytes: number;
  /** Indices of those that are not infinity: a proving key has many that are. */
  readonly finite: Uint32Array;
}

/** Stores affine points of ffjavascript's form, one after the other. */
export function storeLimbed(engine: Engine, group: Group, points: Uint8Array): LimbedPoints {
  const { degree, affine } = GROUPS[group];
  const count = points.byteLength / affine;
  const bytes = 2 * degree * LIMBED_BYTES;
  const at = engine.allocate(count * bytes);
  engine.scratch(() => engine.call("q29_raise", engine.store(points), 2 * degree * count, at));
  const finite: number[] = [];
  for (let index = 0; index < count; index++) {
    const words = engine.words(at + index * bytes, bytes >> 2);
    if (words.some((word) => word !== 0)) finite.push(index);
  }
  return { group, at, count, bytes, finite: Uint32Array.from(finite) };
}

/** Raises one affine point of ffjavascript's form to limbs, in place of what lies at `to`. */
export function raise(engine: Engine, group: Group, { from, to }: { from: Pointer; to: Pointer }): void {
  engine.call("q29_raise", from, 2 * GROUPS[group].degree, to);
}

/** The other way. */
export function lower(engine: Engine, group: Group, { from, to }: { from: Pointer; to: Pointer }): void {
  engine.call("q29_lower", from, 2 * GROUPS[group].degree, to);
}
