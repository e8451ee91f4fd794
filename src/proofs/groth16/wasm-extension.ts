import type { CodeBuilder, ModuleBuilder, WasmCode } from "ffjavascript";
import { LIMBED_BYTES } from "./wasm-field.ts";

/** The quadratic extension by √−1 of a field in limbs; an element is its real part, then its imaginary part. */
export function emitExtension(module: ModuleBuilder, { prefix, base }: { prefix: string; base: string }): void {
  const first = module.alloc(3 * LIMBED_BYTES);
  const temporary = (c: CodeBuilder): [WasmCode, WasmCode, WasmCode] => [
    c.i32_const(first),
    c.i32_const(first + LIMBED_BYTES),
    c.i32_const(first + 2 * LIMBED_BYTES),
  ];
  const define = (name: string, parameters: readonly string[], write: (c: CodeBuilder) => WasmCode[]): void => {
    const f = module.addFunction(`${prefix}_${name}`);
    for (const parameter of [...parameters, "r"]) f.addParam(parameter, "i32");
    f.addCode(...write(f.getCodeBuilder()));
  };
  const real = (c: CodeBuilder, name: string): WasmCode => c.getLocal(name);
  const imaginary = (c: CodeBuilder, name: string): WasmCode => c.i32_add(c.getLocal(name), c.i32_const(LIMBED_BYTES));

  for (const [name, parameters] of Object.entries({
    difference: "xy",
    sub: "xy",
    subTwo: "xyz",
    neg: "x",
    add: "xy",
  })) {
    define(name, [...parameters], (c) =>
      [real, imaginary].map((part) => c.call(`${base}_${name}`, ...[...parameters, "r"].map((each) => part(c, each)))),
    );
  }
  define("mul", ["x", "y"], (c) => {
    const [minus, product] = temporary(c);
    return [
      c.call(`${base}_neg`, imaginary(c, "y"), minus),
      c.call(`${base}_mulAdd`, real(c, "x"), real(c, "y"), imaginary(c, "x"), minus, product),
      // The last read of both factors: r may be one of them.
      c.call(`${base}_mulAdd`, real(c, "x"), imaginary(c, "y"), imaginary(c, "x"), real(c, "y"), imaginary(c, "r")),
      copy(c, { from: product, to: real(c, "r"), bytes: LIMBED_BYTES }),
    ];
  });
  define("square", ["x"], (c) => {
    const [sum, difference, product] = temporary(c);
    return [
      c.call(`${base}_add`, real(c, "x"), imaginary(c, "x"), sum),
      c.call(`${base}_sub`, real(c, "x"), imaginary(c, "x"), difference),
      c.call(`${base}_mul`, real(c, "x"), imaginary(c, "x"), product),
      c.call(`${base}_mul`, sum, difference, real(c, "r")),
      c.call(`${base}_add`, product, product, imaginary(c, "r")),
    ];
  });
}

export function copy(c: CodeBuilder, { from, to, bytes }: { from: WasmCode; to: WasmCode; bytes: number }): WasmCode {
  return Array.from({ length: bytes >> 2 }, (_, word) => c.i32_store(to, 4 * word, c.i32_load(from, 4 * word))).flat();
}
