import { requireArgument, requireBigint } from "../errors.ts";

/** r: order of BN254's groups; circuits and BabyJubJub coordinates live here. EIP-197. */
export const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** q: field of BN254's coordinates; every proof word is below it. EIP-197. */
export const BASE_FIELD = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;

/** l: order of BabyJubJub's prime subgroup; secrets and shares live here. EIP-2494. */
export const SUBGROUP_ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n;

/** The representative of `value` from 0 to `modulus` − 1, for negative values too. */
export function mod(value: bigint, modulus: bigint = FIELD): bigint {
  const remainder = value % modulus;
  return remainder < 0n ? remainder + modulus : remainder;
}

/** Inverse modulo a prime by the extended Euclidean algorithm. Running time depends on the value: not for secrets. */
export function inverse(value: bigint, modulus: bigint = FIELD): bigint {
  let [low, high] = [mod(value, modulus), modulus];
  requireArgument(low !== 0n, "value", "invertible: not a multiple of the modulus");
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x, modulus);
}

export function isFieldElement(value: unknown): value is bigint {
  return typeof value === "bigint" && value >= 0n && value < FIELD;
}

export function isScalar(value: unknown): value is bigint {
  return typeof value === "bigint" && value >= 0n && value < SUBGROUP_ORDER;
}

export function requireFieldElement(value: unknown, name: string): bigint {
  requireArgument(isFieldElement(value), name, "a field element: a bigint from 0 to r − 1");
  return value;
}

/** 32 bytes, big-endian, as in the EVM. */
export function toBytes(value: bigint): Uint8Array {
  requireBigint(value, { name: "value", min: 0n, max: (1n << 256n) - 1n });
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * (31 - index))) & 0xffn));
}

/** Big-endian bytes of any length as a number. */
export function fromBytes(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
