import type { ModuleBuilder, WasmCode } from "ffjavascript";

/**
 * Emits a prime field of 254 bits in nine limbs of 29 bits, 36 bytes an element, for the loops in which proving spends
 * its time. Products of such limbs leave six bits of a 64-bit word free: a column of a product needs no carry, which
 * makes a multiplication 1.5 times, and one in the quadratic extension 1.9 times as fast as on 32-bit limbs.
 *
 * Elements are in Montgomery form for 2^261 and *nearly* reduced: below 1.05·p, limbs in range. Zero is therefore 0 or p.
 */
export const LIMB_COUNT = 9;
export const LIMB_BITS = 29;
export const LIMBED_BYTES = 4 * LIMB_COUNT;
export const LIMB_MASK = (1 << LIMB_BITS) - 1;
const RADIX = 1n << BigInt(LIMB_COUNT * LIMB_BITS);

const FUNCTIONS = ["mul", "square", "mulAdd", "add", "sub", "subTwo", "neg", "difference"] as const;

export interface LimbedField {
  readonly prefix: string;
  readonly prime: bigint;
  /** The same field in 32-bit limbs, Montgomery form for 2^256. */
  readonly plainPrefix: string;
}

export function emitField(module: ModuleBuilder, field: LimbedField): void {
  const { prefix } = field;
  emitProducts(module, field, { name: "mul", factors: ["xy"] });
  emitProducts(module, field, { name: "square", factors: ["xx"] });
  emitProducts(module, field, { name: "mulAdd", factors: ["xy", "zw"] });
  emitCombination(module, field, { name: "sub", signs: { x: 1, y: -1 } });
  emitCombination(module, field, { name: "add", signs: { x: 1, y: 1 } });
  emitCombination(module, field, { name: "subTwo", signs: { x: 1, y: -1, z: -1 } });
  emitCombination(module, field, { name: "neg", signs: { x: -1 } });
  emitDifference(module, field);
  for (const name of FUNCTIONS) module.exportFunction(`${prefix}_${name}`);
}

/** An element as it lies in memory. */
export function limbedBytes({ prime }: LimbedField, value: bigint): number[] {
  return limbBytes((value * RADIX) % prime);
}

function limbsOf(value: bigint): number[] {
  return Array.from({ length: LIMB_COUNT }, (_, limb) =>
    Number((value >> BigInt(LIMB_BITS * limb)) & BigInt(LIMB_MASK)),
  );
}

export function limbBytes(value: bigint): number[] {
  return [...new Uint8Array(Uint32Array.from(limbsOf(value)).buffer)];
}

/**
 * r = Σ x·y / 2^261 over products named by the letters of their factors, limb by limb of x: each adds its row and the multiple of p that clears the lowest
 * column, and moves one column on. No column exceeds 64 bits, even if a limb of each product has 1.5·2^30.
 */
function emitProducts(
  module: ModuleBuilder,
  { prefix, prime }: LimbedField,
  { name, factors }: { name: string; factors: readonly string[] },
): void {
  const f = module.addFunction(`${prefix}_${name}`);
  const products = factors.map((pair) => [...pair] as [string, string]);
  for (const factor of [...new Set(products.flat()), "r"]) f.addParam(factor, "i32");
  for (const local of [...products.map(([x]) => `${x}Limb`), "twice", "multiple"]) f.addLocal(local, "i64");
  for (let j = 0; j < LIMB_COUNT; j++) f.addLocal(`column${j}`, "i64");
  const c = f.getCodeBuilder();
  const p = limbsOf(prime);
  const inverse = limbsOf(-inversePowerOfTwo(prime, BigInt(LIMB_BITS)))[0]!;
  const column = (j: number): WasmCode => c.getLocal(`column${j}`);
  const multipleOf = (limb: number): WasmCode => c.i64_mul(c.getLocal("multiple"), c.i64_const(limb));
  const shifted = (value: WasmCode): WasmCode => c.i64_shr_u(value, c.i64_const(LIMB_BITS));

  for (let i = 0; i < LIMB_COUNT; i++) {
    const withRow = (j: number): WasmCode =>
      products.reduce((sum, [x, y]) => {
        // A square has each product of two different limbs twice.
        if (x === y && j < i) return sum;
        const limb = c.getLocal(x === y && j > i ? "twice" : `${x}Limb`);
        return c.i64_add(sum, c.i64_mul(limb, c.i64_load32_u(c.getLocal(y), 4 * j)));
      }, column(j));
    for (const [x] of products) f.addCode(c.setLocal(`${x}Limb`, c.i64_load32_u(c.getLocal(x), 4 * i)));
    if (name === "square") f.addCode(c.setLocal("twice", c.i64_shl(c.getLocal("xLimb"), c.i64_const(1))));
    f.addCode(
      c.setLocal("column0", withRow(0)),
      c.setLocal("multiple", c.i64_and(c.i64_mul(column(0), c.i64_const(inverse)), c.i64_const(LIMB_MASK))),
      c.setLocal("column0", shifted(c.i64_add(column(0), multipleOf(p[0]!)))),
    );
    for (let j = 1; j < LIMB_COUNT; j++) {
      const sum = c.i64_add(withRow(j), multipleOf(p[j]!));
      f.addCode(c.setLocal(`column${j - 1}`, j === 1 ? c.i64_add(sum, column(0)) : sum));
    }
    f.addCode(c.setLocal(`column${LIMB_COUNT - 1}`, c.i64_const(0)));
  }
  for (let j = 0; j < LIMB_COUNT - 1; j++) {
    f.addCode(c.i64_store32(c.getLocal("r"), 4 * j, c.i64_and(column(j), c.i64_const(LIMB_MASK))));
    if (j < LIMB_COUNT - 2) f.addCode(c.setLocal(`column${j + 1}`, c.i64_add(column(j + 1), shifted(column(j)))));
  }
  f.addCode(c.i64_store32(c.getLocal("r"), 4 * (LIMB_COUNT - 1), shifted(column(LIMB_COUNT - 2))));
}

/** Bits of the reciprocal of p's top limb. */
const RECIPROCAL_BITS = 44;
/** More than what carries of the lower limbs and the reciprocal's rounding can change the top limb by. */
const SLACK = 16;

/**
 * r = ±x ±y ±z, nearly reduced: the top limbs alone tell how many times p to take away, in the pass that carries. Taken
 * a little low, that number never makes the result negative.
 */
function emitCombination(
  module: ModuleBuilder,
  { prefix, prime }: LimbedField,
  { name, signs }: { name: string; signs: Readonly<Record<string, 1 | -1>> },
): void {
  const f = module.addFunction(`${prefix}_${name}`);
  for (const term of [...Object.keys(signs), "r"]) f.addParam(term, "i32");
  for (const local of ["times", "carry", "top"]) f.addLocal(local, "i64");
  const c = f.getCodeBuilder();
  const p = limbsOf(prime);
  const limb = (i: number): WasmCode =>
    Object.entries(signs).reduce<WasmCode>((sum, [term, sign]) => {
      const value = c.i64_load32_u(c.getLocal(term), 4 * i);
      return sign === 1 ? c.i64_add(sum, value) : c.i64_sub(sum, value);
    }, c.i64_const(0));
  const last = LIMB_COUNT - 1;
  const reciprocal = Math.floor(2 ** RECIPROCAL_BITS / (p[last]! + 1));
  f.addCode(
    c.setLocal("top", limb(last)),
    c.setLocal(
      "times",
      c.i64_shr_s(
        c.i64_mul(c.i64_sub(c.getLocal("top"), c.i64_const(SLACK)), c.i64_const(reciprocal)),
        c.i64_const(RECIPROCAL_BITS),
      ),
    ),
  );
  for (let i = 0; i <= last; i++) {
    const value = c.i64_add(c.getLocal("carry"), i === last ? c.getLocal("top") : limb(i));
    const rest = c.i64_sub(value, c.i64_mul(c.getLocal("times"), c.i64_const(p[i]!)));
    f.addCode(c.setLocal("carry", rest));
    if (i === last) f.addCode(c.i64_store32(c.getLocal("r"), 4 * i, c.getLocal("carry")));
    else {
      f.addCode(
        c.i64_store32(c.getLocal("r"), 4 * i, c.i64_and(c.getLocal("carry"), c.i64_const(LIMB_MASK))),
        c.setLocal("carry", c.i64_shr_s(c.getLocal("carry"), c.i64_const(LIMB_BITS))),
      );
    }
  }
}

/**
 * r = x − y + 2p, limb by limb and without a carry: limbs reach 1.5·2^30. Good as one factor of a product and for
 * nothing else; 18 products with such limbs and nine of the reduction still fit a column.
 */
function emitDifference(module: ModuleBuilder, { prefix, prime }: LimbedField): void {
  const f = module.addFunction(`${prefix}_difference`);
  for (const parameter of ["x", "y", "r"]) f.addParam(parameter, "i32");
  const c = f.getCodeBuilder();
  const last = LIMB_COUNT - 1;
  limbsOf(2n * prime).forEach((limb, i) => {
    // Each limb but the last borrows 2^29 from the next, so that none becomes negative.
    const offset = limb + (i < last ? LIMB_MASK + 1 : 0) - (i > 0 ? 1 : 0);
    const [x, y] = ["x", "y"].map((term) => c.i32_load(c.getLocal(term), 4 * i)) as [WasmCode, WasmCode];
    f.addCode(c.i32_store(c.getLocal("r"), 4 * i, c.i32_sub(c.i32_add(x, c.i32_const(offset)), y)));
  });
}

/** 1/value modulo 2^bits, for odd values, by Newton's iteration. */
function inversePowerOfTwo(value: bigint, bits: bigint): bigint {
  let inverse = 1n;
  for (let known = 1n; known < bits; known *= 2n) inverse = BigInt.asUintN(64, inverse * (2n - value * inverse));
  return BigInt.asUintN(Number(bits), inverse);
}
