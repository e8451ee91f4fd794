import { z } from "zod";
import { FIELD } from "../../crypto/field.ts";
import { cursor } from "./page.ts";

/**
 * Questions that do not say what is asked for. Nullifiers and pseudonyms are hashes, spread evenly below r. A bucket is one of the 2^bits
 * equal parts of that range, named by the `bits` binary digits of its place, "all" for the whole. Whoever looks for one asks for its
 * bucket and searches there. A longer name lies inside each shorter one that begins it.
 */

/** A bucket is served only while it holds as many, unless there is none smaller: below that its name would say too much. */
export const SMALLEST_BUCKET = 64;
export const MAX_BUCKET_BITS = 20;
/** Fixed, so that nobody can shape a page around one entry. */
export const BUCKET_PAGE_SIZE = 1_000;

export const WHOLE = "all";

export const bucketName = z
  .string()
  .regex(
    new RegExp(`^(${WHOLE}|[01]{1,${MAX_BUCKET_BITS}})$`),
    `must be "${WHOLE}" or 1 to ${MAX_BUCKET_BITS} binary digits`,
  )
  .meta({ description: `Binary digits of the bucket's place among the equal parts of the range, or "${WHOLE}".` });

export const bucketBits = z.int().min(0).max(MAX_BUCKET_BITS);

export const bucketQuery = z.strictObject({ cursor: cursor.optional() });

/** The bucket at a depth in which a value below r lies. */
export function bucketOf(value: bigint, bits: number): string {
  if (bits === 0) return WHOLE;
  return ((value << BigInt(bits)) / FIELD).toString(2).padStart(bits, "0");
}

export function bitsOf(bucket: string): number {
  return bucket === WHOLE ? 0 : bucket.length;
}

/** The one twice as wide. */
export function wider(bucket: string): string {
  return bitsOf(bucket) <= 1 ? WHOLE : bucket.slice(0, -1);
}

/** First value in the bucket, and first value after it. */
export function bucketRange(bucket: string): { readonly from: bigint; readonly to: bigint } {
  const bits = BigInt(bitsOf(bucket));
  const place = bits === 0n ? 0n : BigInt(`0b${bucket}`);
  return { from: firstOf(place, bits), to: firstOf(place + 1n, bits) };
}

/** Smallest v with v · 2^bits / r ≥ place. */
function firstOf(place: bigint, bits: bigint): bigint {
  const whole = 1n << bits;
  return (place * FIELD + whole - 1n) / whole;
}

/** How deep a set of that many evenly spread values may be cut: parts of twice the smallest size on average. */
export function bitsFor(size: number): number {
  const parts = Math.floor(size / (2 * SMALLEST_BUCKET));
  return parts < 2 ? 0 : Math.min(MAX_BUCKET_BITS, Math.floor(Math.log2(parts)));
}
