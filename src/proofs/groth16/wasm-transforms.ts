import type { CodeBuilder, ModuleBuilder, WasmCode } from "ffjavascript";
import { LIMBED_BYTES, type LimbedField } from "./wasm-field.ts";

/**
 * Emits layers of number-theoretic transforms over a field in limbs. `split` layers, widest first, take values into
 * bit-reversed order and `merge` layers, narrowest first, take them back, so that nothing is ever put in order.
 */
export function emitTransforms(module: ModuleBuilder, { prefix }: LimbedField): void {
  const [u, w, root, product] = ["u", "w", "root", "product"];
  const call = (c: CodeBuilder, name: string, operands: readonly string[]): WasmCode =>
    c.call(`${prefix}_${name}`, ...operands.map((operand) => c.getLocal(operand)));
  // (u, w) → (u + w, (u − w)·root)
  emitLayer(module, `${prefix}_split`, (c) => [
    call(c, "difference", [u, w, product]),
    call(c, "add", [u, w, u]),
    call(c, "mul", [product, root, w]),
  ]);
  // (u, w) → (u + w·root, u − w·root)
  emitLayer(module, `${prefix}_merge`, (c) => [
    call(c, "mul", [w, root, product]),
    call(c, "sub", [u, product, w]),
    call(c, "add", [u, product, u]),
  ]);
  emitRows(module, `${prefix}_scale`, { rows: ["x", "y"], write: (c) => [call(c, "mul", ["x", "y", "x"])] });
  // x·y − z
  emitRows(module, `${prefix}_mulSub`, {
    rows: ["x", "y", "z"],
    write: (c) => [call(c, "mul", ["x", "y", "x"]), call(c, "sub", ["x", "z", "x"])],
  });
  // The element after x becomes x·base.
  emitRows(module, `${prefix}_powers`, {
    constants: ["base"],
    rows: ["x"],
    write: (c) => [
      c.call(
        `${prefix}_mul`,
        c.getLocal("x"),
        c.getLocal("base"),
        c.i32_add(c.getLocal("x"), c.i32_const(LIMBED_BYTES)),
      ),
    ],
  });
}

/** One layer: blocks of twice `half` values, in which value j meets value j + half under the root number j·stride. */
function emitLayer(module: ModuleBuilder, name: string, write: (c: CodeBuilder) => WasmCode[]): void {
  const f = module.addFunction(name);
  for (const parameter of ["u", "count", "half", "roots", "stride"]) f.addParam(parameter, "i32");
  for (const local of ["w", "root", "product", "end", "blockEnd"]) f.addLocal(local, "i32");
  const c = f.getCodeBuilder();
  const bytes = (count: string): WasmCode => c.i32_mul(c.getLocal(count), c.i32_const(LIMBED_BYTES));
  const advance = (local: string, by: WasmCode): WasmCode => c.setLocal(local, c.i32_add(c.getLocal(local), by));
  const block = [
    ...c.setLocal("blockEnd", c.i32_add(c.getLocal("u"), c.getLocal("half"))),
    ...c.setLocal("root", c.getLocal("roots")),
    ...c.loop(
      c.setLocal("w", c.i32_add(c.getLocal("u"), c.getLocal("half"))),
      ...write(c),
      advance("root", c.getLocal("stride")),
      advance("u", c.i32_const(LIMBED_BYTES)),
      c.br_if(0, c.i32_sub(c.getLocal("u"), c.getLocal("blockEnd"))),
    ),
    ...advance("u", c.getLocal("half")),
  ];
  f.addCode(
    c.setLocal("product", c.i32_const(module.alloc(LIMBED_BYTES))),
    c.setLocal("end", c.i32_add(c.getLocal("u"), bytes("count"))),
    c.setLocal("half", bytes("half")),
    c.setLocal("stride", bytes("stride")),
    c.loop(block, c.br_if(0, c.i32_sub(c.getLocal("u"), c.getLocal("end")))),
  );
  module.exportFunction(name);
}

/** The same for each of `count` elements of parallel rows. */
function emitRows(
  module: ModuleBuilder,
  name: string,
  {
    constants = [],
    rows,
    write,
  }: { constants?: readonly string[]; rows: readonly string[]; write: (c: CodeBuilder) => WasmCode[] },
): void {
  const f = module.addFunction(name);
  for (const parameter of [...rows, ...constants, "count"]) f.addParam(parameter, "i32");
  const c = f.getCodeBuilder();
  const advance = (local: string, by: number): WasmCode =>
    c.setLocal(local, c.i32_add(c.getLocal(local), c.i32_const(by)));
  f.addCode(
    c.loop(
      ...write(c),
      ...rows.map((row) => advance(row, LIMBED_BYTES)),
      advance("count", -1),
      c.br_if(0, c.getLocal("count")),
    ),
  );
  module.exportFunction(name);
}
