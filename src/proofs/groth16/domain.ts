import { FIELD } from "../../crypto/field.ts";
import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { LIMB_COUNT, LIMBED_BYTES } from "./wasm-field.ts";

/** Tables for polynomials over the roots of unity of one order, in limbs. */
export interface Domain {
  /** A power of two. */
  readonly size: number;
  /** The first half of the powers of the root of unity, and of its inverse. */
  readonly roots: Pointer;
  readonly inverseRoots: Pointer;
  /** Powers of the root of twice the order, in bit-reversed order, each divided by the size. */
  readonly shifts: Pointer;
}

/** The least non-residue of the scalar field: roots of unity are powers of it, in the engine and in snarkjs's keys. */
const NON_RESIDUE = 5n;

/** The blocks stay taken. */
export function makeDomain(engine: Engine, size: number): Domain {
  const shift = power(NON_RESIDUE, (FIELD - 1n) / BigInt(2 * size));
  const root = (shift * shift) % FIELD;
  const shifts = storePowers(engine, { base: shift, first: power(BigInt(size), FIELD - 2n), count: size });
  reverseBits(engine.words(shifts, size * LIMB_COUNT), size);
  return {
    size,
    roots: storePowers(engine, { base: root, first: 1n, count: size / 2 }),
    inverseRoots: storePowers(engine, { base: power(root, FIELD - 2n), first: 1n, count: size / 2 }),
    shifts,
  };
}

/** From values at the roots of unity to values at the odd powers of the root of twice the order, in place. */
export function shiftValues(engine: Engine, { size, roots, inverseRoots, shifts }: Domain, values: Pointer): void {
  for (let half = size / 2; half >= 1; half /= 2) {
    engine.call("r29_split", values, size, half, inverseRoots, size / (2 * half));
  }
  engine.call("r29_scale", values, shifts, size);
  for (let half = 1; half < size; half *= 2) engine.call("r29_merge", values, size, half, roots, size / (2 * half));
}

/** Stores first, first·base, first·base² and so on. */
function storePowers(engine: Engine, { base, first, count }: { base: bigint; first: bigint; count: number }): Pointer {
  const table = engine.allocate(count * LIMBED_BYTES);
  engine.scratch(() => {
    const [plain, limbed] = [engine.allocate(2 * SIZE.field), engine.allocate(LIMBED_BYTES)];
    engine.writeIntegers(plain, [first, base]);
    engine.call("frm_batchToMontgomery", plain, 2, plain);
    engine.call("r29_raise", plain, 1, table);
    engine.call("r29_raise", plain + SIZE.field, 1, limbed);
    if (count > 1) engine.call("r29_powers", table, limbed, count - 1);
  });
  return table;
}

/** Puts each element where the reversed bits of its place say, in place. */
function reverseBits(words: Uint32Array, size: number): void {
  const elements = words.slice();
  for (let place = 0; place < size; place++) {
    let reversed = 0;
    for (let [rest, bit] = [place, size >> 1]; bit > 0; [rest, bit] = [rest >> 1, bit >> 1]) {
      if ((rest & 1) === 1) reversed |= bit;
    }
    words.set(elements.subarray(place * LIMB_COUNT, (place + 1) * LIMB_COUNT), reversed * LIMB_COUNT);
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % FIELD;
    square = (square * square) % FIELD;
  }
  return result;
}
