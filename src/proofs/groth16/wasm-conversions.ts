import type { CodeBuilder, ModuleBuilder, WasmCode } from "ffjavascript";
import { LIMB_BITS, LIMB_COUNT, LIMB_MASK, limbBytes, LIMBED_BYTES, type LimbedField } from "./wasm-field.ts";

/** Emits `raise` and `lower`: many elements from 32-bit limbs to limbs of 29 bits, and back. */
export function emitConversions(module: ModuleBuilder, field: LimbedField): void {
  emitRaise(module, field);
  emitLower(module, field);
  for (const name of ["raise", "lower"]) module.exportFunction(`${field.prefix}_${name}`);
}

/** Elements of 32 bytes into limbs: cuts the bits, then goes from 2^256 to 2^261. */
function emitRaise(module: ModuleBuilder, field: LimbedField): void {
  const f = conversion(module, `${field.prefix}_raise`);
  const c = f.getCodeBuilder();
  const factor = module.alloc(LIMBED_BYTES, limbBytes((1n << 266n) % field.prime));
  const cuts = Array.from({ length: LIMB_COUNT }, (_, limb) => {
    const byte = Math.min((LIMB_BITS * limb) >> 3, 24);
    const bits = c.i64_shr_u(c.i64_load(c.getLocal("from"), byte, 0), c.i64_const(LIMB_BITS * limb - 8 * byte));
    return c.i64_store32(c.getLocal("to"), 4 * limb, c.i64_and(bits, c.i64_const(LIMB_MASK)));
  });
  const scale = c.call(`${field.prefix}_mul`, c.getLocal("to"), c.i32_const(factor), c.getLocal("to"));
  f.addCode(forEach(c, { body: [...cuts.flat(), ...scale], fromBytes: 32, toBytes: LIMBED_BYTES }));
}

/** Limbs into elements of 32 bytes, fully reduced by the other field's multiplication. */
function emitLower(module: ModuleBuilder, field: LimbedField): void {
  const f = conversion(module, `${field.prefix}_lower`);
  const c = f.getCodeBuilder();
  const factor = module.alloc(32, wordBytes((1n << 251n) % field.prime));
  const words = [0, 1, 2, 3].map((word) => {
    const parts = Array.from({ length: LIMB_COUNT }, (_, limb) => limb).flatMap((limb) => {
      const shift = LIMB_BITS * limb - 64 * word;
      if (shift <= -LIMB_BITS || shift >= 64) return [];
      const bits = c.i64_load32_u(c.getLocal("from"), 4 * limb);
      return [shift < 0 ? c.i64_shr_u(bits, c.i64_const(-shift)) : c.i64_shl(bits, c.i64_const(shift))];
    });
    const bits = parts.reduce((all, part) => c.i64_or(all, part));
    return c.i64_store(c.getLocal("to"), 8 * word, 0, bits);
  });
  const scale = c.call(`${field.plainPrefix}_mul`, c.getLocal("to"), c.i32_const(factor), c.getLocal("to"));
  f.addCode(forEach(c, { body: [...words.flat(), ...scale], fromBytes: LIMBED_BYTES, toBytes: 32 }));
}

function conversion(module: ModuleBuilder, name: string): ReturnType<ModuleBuilder["addFunction"]> {
  const f = module.addFunction(name);
  for (const parameter of ["from", "count", "to"]) f.addParam(parameter, "i32");
  return f;
}

function forEach(
  c: CodeBuilder,
  { body, fromBytes, toBytes }: { body: WasmCode; fromBytes: number; toBytes: number },
): WasmCode {
  const step = (local: string, by: number): WasmCode =>
    c.setLocal(local, c.i32_add(c.getLocal(local), c.i32_const(by)));
  return c.block(
    c.loop(
      c.br_if(1, c.i32_eqz(c.getLocal("count"))),
      body,
      step("from", fromBytes),
      step("to", toBytes),
      step("count", -1),
      c.br(0),
    ),
  );
}

function wordBytes(value: bigint): number[] {
  return Array.from({ length: 32 }, (_, byte) => Number((value >> BigInt(8 * byte)) & 0xffn));
}
