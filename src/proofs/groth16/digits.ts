import { FIELD } from "../../crypto/field.ts";

const WORDS = 8;
/** Half of r has 253 bits, and one more holds the carry. */
export const DIGIT_BITS = 254;
const ORDER = wordsOf(FIELD);
const HALF = wordsOf(FIELD >> 1n);

/**
 * Writes a scalar below r as signed digits Σ d_w·2^(width·w), |d_w| ≤ 2^(width − 1), to `digits[place + w·stride]`.
 * Scalars above r/2 are taken as negative ones: −1 is as short as 1.
 */
export function writeDigits(
  scalar: Uint32Array,
  { digits, place, stride, width }: { digits: Int16Array; place: number; stride: number; width: number },
): void {
  const negative = exceedsHalf(scalar);
  if (negative) subtractFromOrder(scalar);
  const [mask, half] = [(1 << width) - 1, 1 << (width - 1)];
  let carry = 0;
  for (let bit = 0, index = place; bit < DIGIT_BITS; bit += width, index += stride) {
    const [word, shift] = [bit >> 5, bit & 31];
    const low = scalar[word]! >>> shift;
    const high = shift + width > 32 && word + 1 < WORDS ? scalar[word + 1]! << (32 - shift) : 0;
    let digit = ((low | high) & mask) + carry;
    carry = digit > half ? 1 : 0;
    if (carry === 1) digit -= mask + 1;
    digits[index] = negative ? -digit : digit;
  }
}

export function digitCount(width: number): number {
  return Math.ceil(DIGIT_BITS / width);
}

function exceedsHalf(scalar: Uint32Array): boolean {
  for (let word = WORDS - 1; word >= 0; word--) {
    if (scalar[word] !== HALF[word]) return scalar[word]! > HALF[word]!;
  }
  return false;
}

function subtractFromOrder(scalar: Uint32Array): void {
  let borrow = 0;
  for (let word = 0; word < WORDS; word++) {
    const difference = ORDER[word]! - scalar[word]! - borrow;
    borrow = difference < 0 ? 1 : 0;
    scalar[word] = difference;
  }
}

function wordsOf(value: bigint): Uint32Array {
  return Uint32Array.from({ length: WORDS }, (_, word) => Number(BigInt.asUintN(32, value >> BigInt(32 * word))));
}
