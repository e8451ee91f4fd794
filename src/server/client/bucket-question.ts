import { isPsephosError, PsephosError } from "../../errors.ts";
import { WHOLE, bitsFor, bitsOf, bucketOf, bucketRange, wider } from "../api/buckets.ts";

export interface BucketPage<Item> {
  readonly bucket: string;
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface BucketQuestion<Item> {
  /** What is looked for; it stays here. */
  readonly value: bigint;
  /** How finely the service says that it may be asked. */
  readonly bucketBits: number;
  /** Most values that there can be, known from elsewhere: a service that claims more would have the question too fine. */
  readonly most: number;
  /** Of the earlier answer about this value, if there was one. */
  readonly bucket?: string | undefined;
  readonly readPage: (bucket: string, cursor: string | undefined) => Promise<BucketPage<Item>>;
}

export interface BucketAnswer<Item> {
  readonly items: readonly Item[];
  /** To be given with the next question about the same value. */
  readonly bucket: string;
}

/** A bucket that became wider between two pages begins anew; more often than this it does not. */
const MOST_STARTS = 3;

/**
 * Reads the whole bucket of a value. Who is asked learns the bucket and nothing else: all pages are read, found or not. The bucket of
 * an earlier question is asked for again even where a smaller one is offered: both together could name a handful.
 */
export async function readBucketOf<Item>(question: BucketQuestion<Item>): Promise<BucketAnswer<Item>> {
  const asked = chooseBucket(question);
  for (let start = 1; ; start++) {
    try {
      return await readPages(asked, question);
    } catch (error) {
      if (!isPsephosError(error, "REQUEST_MALFORMED") || start === MOST_STARTS) throw error;
    }
  }
}

export function chooseBucket({
  value,
  bucketBits,
  most,
  bucket,
}: Pick<BucketQuestion<unknown>, "value" | "bucketBits" | "most" | "bucket">): string {
  const bits = Math.min(bucketBits, bitsFor(most), bucket === undefined ? Number.POSITIVE_INFINITY : bitsOf(bucket));
  return bucketOf(value, bits);
}

async function readPages<Item>(
  asked: string,
  { value, readPage }: Pick<BucketQuestion<Item>, "value" | "readPage">,
): Promise<BucketAnswer<Item>> {
  const items: Item[] = [];
  let bucket: string | undefined;
  let cursor: string | undefined;
  do {
    const page = await readPage(asked, cursor);
    bucket ??= page.bucket;
    if (page.bucket !== bucket || !isAround(bucket, { asked, value })) throw otherBucket();
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { items, bucket };
}

/** The bucket asked for, or a wider one that it lies in. */
function isAround(bucket: string, { asked, value }: { asked: string; value: bigint }): boolean {
  let around = asked;
  while (bitsOf(around) > bitsOf(bucket)) around = wider(around);
  const { from, to } = bucketRange(bucket);
  return (around === bucket || bucket === WHOLE) && value >= from && value < to;
}

function otherBucket(): PsephosError {
  return new PsephosError(
    "ANSWER_MALFORMED",
    "The service answers with another part of the list than was asked for. Ask another service, or read the chain yourself.",
  );
}
