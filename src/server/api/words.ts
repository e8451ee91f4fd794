import { z } from "zod";
import { BASE_FIELD, FIELD } from "../../crypto/field.ts";
import { PROOF_WORDS } from "../../protocol/words.ts";
import { LATEST_TIME } from "../times.ts";

/**
 * How values travel in JSON, paths and queries; one form each, so that equal values are equal texts. Every one is a codec: answers are
 * encoded by the same schema that parses them. A `transform` would not encode: build on these instead.
 */

const MAX_WORD = 2n ** 256n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** A canonical decimal string, a bigint in the program; at most 256 bits. */
export const decimal = z
  .codec(z.string().regex(/^(0|[1-9][0-9]{0,77})$/, "must be a decimal number"), z.bigint(), {
    decode: (text) => BigInt(text),
    encode: (value) => value.toString(),
  })
  .refine((value) => value >= 0n && value <= MAX_WORD, "must be below 2^256");

/** Ids (electionId, policyId, …), counters, block numbers. */
export const uint64 = decimal.refine((value) => value <= MAX_UINT64, "must be below 2^64");

/** Below r: signals, commitments, nullifiers, coordinates of BabyJubJub. */
export const fieldElement = decimal.refine((value) => value < FIELD, "must be below the field's order");

/** Whether the point is on the curve is for its user to check. */
export const point = z.tuple([fieldElement, fieldElement]).readonly();

/** Eight words of a Groth16 proof in the contracts' order, each below q. Whether the points are on the curve is for its user to check. */
export const proofWords = z
  .array(decimal.refine((value) => value < BASE_FIELD, "must be below the base field's order"))
  .length(PROOF_WORDS)
  .readonly();

/** 32 bytes: block and transaction hashes, roots, content hashes. */
export const hash32 = z.string().regex(/^0x[0-9a-f]{64}$/, "must be 0x and 64 lower-case hexadecimal digits");

/** 20 bytes in one form only: lower case, without ERC-55's capitals. */
export const address = z.string().regex(/^0x[0-9a-f]{40}$/, "must be 0x and 40 lower-case hexadecimal digits");

/** Call data, signatures and the like: whole bytes, at most `maxBytes`. */
export function hexBytes(maxBytes: number) {
  const form = new RegExp(`^0x([0-9a-f]{2}){0,${maxBytes}}$`);
  return z.string().regex(form, `must be 0x and lower-case hexadecimal digits of at most ${maxBytes} bytes`);
}

/** Unix seconds, to the year 2106 and beyond. */
export const unixSeconds = z.int().min(0).max(LATEST_TIME);

/** Plain words of a person, such as a title: no control characters, at most `maxLength` UTF-16 units. */
export function plainText(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine((text) => !/\p{Cc}/u.test(text), "must hold no control characters");
}

/** A whole number in a path or query, where everything is text. */
export function integerText({ min, max }: { min: number; max: number }) {
  return z.codec(z.string().regex(/^(0|-?[1-9][0-9]{0,15})$/, "must be a whole number"), z.int().min(min).max(max), {
    decode: Number,
    encode: String,
  });
}

/** What is read and written byte for byte, in whatever form; only as a whole body. */
export const rawBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be bytes");
