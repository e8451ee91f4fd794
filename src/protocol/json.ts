import { z } from "zod";
import type { Point } from "../crypto/babyjubjub.ts";
import { FIELD } from "../crypto/field.ts";

/** Building blocks of the JSON schemas. Numbers beyond 2^53 are decimal strings: canonical, no sign, no leading zero. */

const MAX_WORD = 2n ** 256n - 1n;

/** A canonical decimal string to a bigint of at most 256 bits. */
export const decimal = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,77})$/, "must be a decimal number")
  .transform((text) => BigInt(text))
  .refine((value) => value <= MAX_WORD, "must be below 2^256");

export const fieldElement = decimal.refine((value) => value < FIELD, "must be below the field's order");

/** Two coordinates below r; whether the point is on the curve is for its user to check. */
export const pointSchema = z.tuple([fieldElement, fieldElement]).transform(([x, y]): Point => [x, y]);

/** 32 bytes, lower case. */
export const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, "must be 0x and 64 lower-case hexadecimal digits");

/** 20 bytes in one form only: lower case. */
export const address = z.string().regex(/^0x[0-9a-f]{40}$/, "must be 0x and 40 lower-case hexadecimal digits");

/** Unix seconds, to the year 2106 and beyond; 2^40 keeps sums exact. */
export const unixSeconds = z
  .int()
  .min(0)
  .max(2 ** 40);

/** First fault of a value as "path: what is wrong", without the value: it may be long or private. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const path = issue === undefined ? "" : issue.path.map(String).join(".");
  return `${path === "" ? "the whole" : path}: ${issue?.message ?? "wrong form"}`;
}

/** Every bigint as a decimal string; the inverse of the schemas above. */
export function withDecimals(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
