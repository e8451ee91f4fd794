import type { CodeBuilder, ModuleBuilder, WasmCode } from "ffjavascript";
import { copy } from "./wasm-extension.ts";
import { LIMB_MASK, limbedBytes, type LimbedField } from "./wasm-field.ts";

/** Bits of a source's address: the point is to be negated; and, in a pair's first source, the pair was left out. */
export const NEGATED = 1;
export const LEFT_OUT = 2;

export interface AdditionField {
  readonly prefix: string;
  readonly bytes: number;
  readonly base: LimbedField;
}

/**
 * Additions of affine points, many together, so that all share one inversion. A pair is the addresses of its two
 * sources. `differences` writes for each pair the product of the differences x₂ − x₁ of all pairs before it and its own
 * difference where the sum will lie, and the whole product; `sums` takes that product's inverse and walks back.
 *
 * Pairs for which the formula does not hold (equal, opposite, or infinity, all of which are rare) are left out and
 * marked. What is checked is one limb, so that a few others are left out too.
 */
export function emitAdditions(module: ModuleBuilder, field: AdditionField): void {
  emitDifferences(module, field);
  emitSums(module, field);
  for (const name of ["differences", "sums"]) module.exportFunction(`${field.prefix}_${name}`);
}

function emitDifferences(module: ModuleBuilder, { prefix, bytes, base }: AdditionField): void {
  const f = module.addFunction(`${prefix}_differences`);
  f.setReturnType("i32");
  for (const parameter of ["pairs", "count", "sum", "product"]) f.addParam(parameter, "i32");
  for (const local of ["first", "second", "low", "leftOut"]) f.addLocal(local, "i32");
  const c = f.getCodeBuilder();
  const one = c.i32_const(module.alloc(bytes, oneBytes(base, bytes)));
  const primeLow = Number(base.prime & BigInt(LIMB_MASK));
  const difference = c.i32_add(c.getLocal("sum"), c.i32_const(bytes));
  const suspicions = [
    c.i32_eqz(c.getLocal("low")),
    c.i32_eq(c.getLocal("low"), c.i32_const(primeLow)),
    ...["first", "second"].map((source) => c.i32_eqz(c.i32_load(c.getLocal(source), bytes))),
  ];
  f.addCode(
    copy(c, { from: one, to: c.getLocal("product"), bytes }),
    c.block(
      c.loop(
        c.br_if(1, c.i32_eqz(c.getLocal("count"))),
        loadSources(c),
        c.call(`${prefix}_difference`, c.getLocal("second"), c.getLocal("first"), difference),
        copy(c, { from: c.getLocal("product"), to: c.getLocal("sum"), bytes }),
        c.call(`${prefix}_mul`, c.getLocal("product"), difference, c.getLocal("product")),
        c.setLocal("low", c.i32_load(c.getLocal("product"))),
        c.if(
          suspicions.reduce((any, each) => c.i32_or(any, each)),
          [
            ...c.i32_store(c.getLocal("pairs"), c.i32_or(c.i32_load(c.getLocal("pairs")), c.i32_const(LEFT_OUT))),
            ...copy(c, { from: c.getLocal("sum"), to: c.getLocal("product"), bytes }),
            ...step(c, "leftOut", 1),
          ],
        ),
        step(c, "pairs", 8),
        step(c, "sum", 2 * bytes),
        step(c, "count", -1),
        c.br(0),
      ),
    ),
    c.getLocal("leftOut"),
  );
}

function emitSums(module: ModuleBuilder, { prefix, bytes }: AdditionField): void {
  const f = module.addFunction(`${prefix}_sums`);
  for (const parameter of ["pairs", "count", "sum", "inverse"]) f.addParam(parameter, "i32");
  for (const local of ["first", "second", "y1", "y2"]) f.addLocal(local, "i32");
  const c = f.getCodeBuilder();
  const [slope, y] = [c.i32_const(module.alloc(bytes)), c.i32_const(module.alloc(bytes))];
  const sumY = c.i32_add(c.getLocal("sum"), c.i32_const(bytes));
  const loadY = (local: string, { source, place }: { source: string; place: number }): WasmCode => {
    const minus = c.i32_const(module.alloc(bytes));
    return [
      ...c.setLocal(local, c.i32_add(c.getLocal(source), c.i32_const(bytes))),
      ...c.if(c.i32_and(c.i32_load(c.getLocal("pairs"), place), c.i32_const(NEGATED)), [
        ...c.call(`${prefix}_neg`, c.getLocal(local), minus),
        ...c.setLocal(local, minus),
      ]),
    ];
  };
  const add = [
    ...loadSources(c),
    ...loadY("y1", { source: "first", place: 0 }),
    ...loadY("y2", { source: "second", place: 4 }),
    ...c.call(`${prefix}_difference`, c.getLocal("y2"), c.getLocal("y1"), slope),
    ...c.call(`${prefix}_mul`, c.getLocal("sum"), c.getLocal("inverse"), y),
    ...c.call(`${prefix}_mul`, slope, y, slope),
    ...c.call(`${prefix}_mul`, c.getLocal("inverse"), sumY, c.getLocal("inverse")),
    ...c.call(`${prefix}_square`, slope, y),
    ...c.call(`${prefix}_subTwo`, y, c.getLocal("first"), c.getLocal("second"), c.getLocal("sum")),
    ...c.call(`${prefix}_difference`, c.getLocal("first"), c.getLocal("sum"), y),
    ...c.call(`${prefix}_mul`, slope, y, y),
    ...c.call(`${prefix}_sub`, y, c.getLocal("y1"), sumY),
  ];
  f.addCode(
    c.setLocal("pairs", c.i32_add(c.getLocal("pairs"), c.i32_shl(c.getLocal("count"), c.i32_const(3)))),
    c.setLocal("sum", c.i32_add(c.getLocal("sum"), c.i32_mul(c.getLocal("count"), c.i32_const(2 * bytes)))),
    c.block(
      c.loop(
        c.br_if(1, c.i32_eqz(c.getLocal("count"))),
        step(c, "pairs", -8),
        step(c, "sum", -2 * bytes),
        c.if(c.i32_eqz(c.i32_and(c.i32_load(c.getLocal("pairs")), c.i32_const(LEFT_OUT))), add),
        step(c, "count", -1),
        c.br(0),
      ),
    ),
  );
}

/** The addresses of a pair's sources without their marks; points are aligned to words. */
function loadSources(c: CodeBuilder): WasmCode {
  const load = (name: string, place: number): WasmCode =>
    c.setLocal(name, c.i32_and(c.i32_load(c.getLocal("pairs"), place), c.i32_const(-4)));
  return [...load("first", 0), ...load("second", 4)];
}

function step(c: CodeBuilder, local: string, by: number): WasmCode {
  return c.setLocal(local, c.i32_add(c.getLocal(local), c.i32_const(by)));
}

function oneBytes(base: LimbedField, bytes: number): number[] {
  const one = limbedBytes(base, 1n);
  return [...one, ...Array.from({ length: bytes - one.length }, () => 0)];
}
