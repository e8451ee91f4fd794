import assert from "node:assert/strict";
import { FIELD } from "../../../../src/crypto/field.ts";
import {
  MAX_BUCKET_BITS,
  SMALLEST_BUCKET,
  bitsFor,
  bucketName,
  bucketOf,
  bucketRange,
  wider,
} from "../../../../src/server/api/buckets.ts";
import { chooseBucket, readBucketOf, type BucketPage } from "../../../../src/server/client/bucket-question.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import { spread } from "./fixture.ts";

describe("buckets", () => {
  it("lie without gap or overlap over the whole range, at every depth", () => {
    for (const bits of [0, 1, 2, 5]) {
      const names = Array.from({ length: 2 ** bits }, (_, place) =>
        bits === 0 ? "all" : place.toString(2).padStart(bits, "0"),
      );
      const ranges = names.map(bucketRange);
      assert.equal(ranges[0]!.from, 0n);
      assert.equal(ranges.at(-1)!.to, FIELD);
      ranges.slice(1).forEach(({ from }, index) => assert.equal(from, ranges[index]!.to));
      ranges.forEach(({ from, to }, index) => {
        assert.equal(bucketOf(from, bits), names[index]);
        assert.equal(bucketOf(to - 1n, bits), names[index]);
      });
    }
  });

  it("nest: a value's bucket lies in each wider one of the same value", () => {
    for (const value of [0n, 1n, FIELD - 1n, ...Array.from({ length: 50 }, (_, index) => spread(`value ${index}`))]) {
      for (let bits = MAX_BUCKET_BITS; bits > 0; bits--) {
        assert.equal(wider(bucketOf(value, bits)), bucketOf(value, bits - 1));
        assert.ok(bucketName.safeParse(bucketOf(value, bits)).success);
      }
    }
  });

  it("are cut only where each part would hold twice the smallest size on average", () => {
    assert.deepEqual([0, 64, 255].map(bitsFor), [0, 0, 0]);
    assert.deepEqual([256, 511, 512, 1024, 50_000].map(bitsFor), [1, 1, 2, 3, 8]);
    for (const size of [256, 1000, 2 ** 20]) assert.ok(size / 2 ** bitsFor(size) >= 2 * SMALLEST_BUCKET);
  });

  it("are chosen no finer than the electorate, an earlier question and the service all allow", () => {
    const value = FIELD / 3n;
    const most = 1_000_000;
    assert.equal(chooseBucket({ value, bucketBits: 4, most }), bucketOf(value, 4));
    assert.equal(chooseBucket({ value, bucketBits: 4, most, bucket: bucketOf(value, 2) }), bucketOf(value, 2));
    assert.equal(chooseBucket({ value, bucketBits: 1, most, bucket: bucketOf(value, 2) }), bucketOf(value, 1));
    assert.equal(chooseBucket({ value, bucketBits: 20, most: 600 }), bucketOf(value, 2));
    assert.equal(chooseBucket({ value, bucketBits: 20, most: 100 }), "all");
  });

  const pages = (given: readonly BucketPage<number>[]) => {
    const asked: (string | undefined)[] = [];
    const readPage = async (_bucket: string, cursor: string | undefined): Promise<BucketPage<number>> => {
      asked.push(cursor);
      return given[asked.length - 1]!;
    };
    return { asked, readPage };
  };
  const question = { value: 0n, bucketBits: 2, most: 10_000 };

  it("are read to their end, and a wider one that is given instead is taken", async () => {
    const { asked, readPage } = pages([
      { bucket: "0", items: [1], nextCursor: "next" },
      { bucket: "0", items: [2], nextCursor: null },
    ]);
    assert.deepEqual(await readBucketOf({ ...question, readPage }), { items: [1, 2], bucket: "0" });
    assert.deepEqual(asked, [undefined, "next"]);
  });

  it("T101: are not believed when they are other ones than were asked for", async () => {
    for (const bucket of ["01", "1", "000"]) {
      const { readPage } = pages([{ bucket, items: [1], nextCursor: null }]);
      const refused = readBucketOf({ ...question, readPage });
      await assert.rejects(refused, (error) => isPsephosError(error, "ANSWER_MALFORMED"), bucket);
    }
  });
});
