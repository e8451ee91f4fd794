import { sql, type RawBuilder } from "kysely";
import { BUCKET_PAGE_SIZE, SMALLEST_BUCKET, bitsFor, bitsOf, bucketRange, wider } from "../../api/buckets.ts";
import { decodeCursor } from "../../api/page.ts";
import { malformed, pageFrom, type Page } from "./pages.ts";
import { rowsOf, type Snapshot } from "./records.ts";

/** Where values below r stand that are asked for in buckets; each has its index. */
export interface Bucketed {
  readonly table: "ballots" | "attestations";
  readonly column: "nullifier" | "pseudonym";
  readonly owner: RawBuilder<boolean>;
}

export interface BucketQuestion<Row, Item> {
  readonly bucketed: Bucketed;
  /** How many different values there are. */
  readonly size: number;
  readonly asked: string;
  readonly cursor: string | undefined;
  /** Rows for the values that `range` holds for, in their order. */
  readonly select: (range: RawBuilder<boolean>, limit: number) => RawBuilder<Row>;
  readonly keyOf: (row: Row) => string;
  readonly toItem: (row: Row) => Item;
}

/** The bucket that was asked for, or the smallest one around it that hides enough. */
export async function readBucket<Row, Item>(
  snapshot: Snapshot,
  question: BucketQuestion<Row, Item>,
): Promise<Page<Item> & { bucket: string }> {
  const { cursor, select, keyOf, toItem } = question;
  const bucket = await serve(snapshot, question);
  const [of, after] = cursor === undefined ? [bucket, undefined] : decodeCursor(cursor, 2);
  // A bucket that became wider since the first page has others before this place.
  if (of !== bucket || (after !== undefined && !/^[0-9]{1,78}$/.test(after))) throw malformed();
  const range = sql<boolean>`${rangeOf(question.bucketed, bucket)}
    AND ${after === undefined ? sql`true` : sql`t.${sql.ref(question.bucketed.column)} > ${after}`}`;
  const rows = await rowsOf(snapshot.tx, select(range, BUCKET_PAGE_SIZE + 1));
  const keysOf = (row: Row): string[] => [bucket, keyOf(row)];
  return { bucket, ...pageFrom({ rows, limit: BUCKET_PAGE_SIZE, keysOf, toItem }) };
}

async function serve(
  { tx }: Snapshot,
  { bucketed, size, asked }: Pick<BucketQuestion<unknown, unknown>, "bucketed" | "size" | "asked">,
): Promise<string> {
  let bucket = asked;
  while (bitsOf(bucket) > bitsFor(size)) bucket = wider(bucket);
  while (bitsOf(bucket) > 0) {
    // No more than the smallest bucket is counted.
    const { table, column } = bucketed;
    const query = sql`SELECT DISTINCT t.${sql.ref(column)} FROM ${sql.table(table)} t
      WHERE ${rangeOf(bucketed, bucket)} LIMIT ${SMALLEST_BUCKET}`;
    if ((await rowsOf(tx, query)).length === SMALLEST_BUCKET) break;
    bucket = wider(bucket);
  }
  return bucket;
}

function rangeOf({ owner, column }: Bucketed, bucket: string): RawBuilder<boolean> {
  const { from, to } = bucketRange(bucket);
  const value = sql`t.${sql.ref(column)}`;
  return sql`${owner} AND ${value} >= ${from.toString()} AND ${value} < ${to.toString()}`;
}
