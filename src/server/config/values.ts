import { z } from "zod";

/** A whole number; both ends included, from 0 unless told. */
export function count({ min = 0, max }: { min?: number; max: number }): z.ZodInt {
  return z.int().min(min).max(max);
}

/** Gwei, with as many digits behind the point as wei allow. */
export const gwei = z.number().min(0).max(1_000_000);

/** Wei of an amount in units of 10^decimals wei. Through its digits: a product of floating point would be some wei beside it. */
export function toWei(amount: number, decimals: number): bigint {
  const [whole = "0", fraction = ""] = amount.toFixed(Math.min(decimals, 9)).split(".");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}
