import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { BASE_FIELD, FIELD } from "../../../src/crypto/field.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { decodeCursor, encodeCursor, pageQuery } from "../../../src/server/api/page.ts";
import {
  address,
  decimal,
  fieldElement,
  hash32,
  hexBytes,
  integerText,
  plainText,
  proofWords,
  uint64,
  unixSeconds,
} from "../../../src/server/api/words.ts";

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe("words on the wire", () => {
  it("come back as they went, any number of 256 bits", () => {
    fc.assert(fc.property(fc.bigInt(0n, 2n ** 256n - 1n), (value) => decimal.decode(decimal.encode(value)) === value));
  });

  it("have one form each: nothing but canonical decimals within bounds", () => {
    for (const text of [
      "",
      "00",
      "01",
      "-1",
      "+1",
      "1.0",
      "1e3",
      "0x1",
      " 1",
      "1 ",
      "１",
      "1n",
      "9".repeat(79),
      (2n ** 256n).toString(),
    ]) {
      assert.ok(!accepts(decimal, text), text);
    }
    for (const value of [1, 1n, null, undefined, ["1"], true]) assert.ok(!accepts(decimal, value));
    assert.ok(accepts(uint64, (2n ** 64n - 1n).toString()) && !accepts(uint64, (2n ** 64n).toString()));
    assert.ok(accepts(fieldElement, (FIELD - 1n).toString()) && !accepts(fieldElement, FIELD.toString()));
    const words = Array.from({ length: 8 }, () => (BASE_FIELD - 1n).toString());
    assert.ok(accepts(proofWords, words));
    assert.ok(!accepts(proofWords, [...words.slice(1), BASE_FIELD.toString()]) && !accepts(proofWords, words.slice(1)));
  });

  it("refuse to send what they would not take", () => {
    for (const value of [-1n, 2n ** 256n]) assert.ok(!decimal.safeEncode(value).success);
    assert.ok(!fieldElement.safeEncode(FIELD).success);
    assert.ok(!z.strictObject({ a: decimal }).safeEncode({ a: 1n, more: 1 } as { a: bigint }).success);
  });

  it("take hashes, addresses and bytes in lower case alone", () => {
    assert.ok(
      accepts(hash32, `0x${"a1".repeat(32)}`) &&
        !accepts(hash32, `0x${"A1".repeat(32)}`) &&
        !accepts(hash32, `0x${"a1".repeat(31)}`),
    );
    assert.ok(accepts(address, `0x${"a1".repeat(20)}`) && !accepts(address, `0x${"A1".repeat(20)}`));
    assert.ok(
      accepts(hexBytes(2), "0x") &&
        accepts(hexBytes(2), "0xa1b2") &&
        !accepts(hexBytes(2), "0xa1b2c3") &&
        !accepts(hexBytes(2), "0xa"),
    );
  });

  it("take whole numbers, times and plain words within their bounds", () => {
    const small = integerText({ min: 1, max: 200 });
    assert.deepEqual(
      ["1", "200"].map((text) => small.parse(text)),
      [1, 200],
    );
    for (const text of ["0", "201", "-0", "1e2", "1.5", "", " 1", "9".repeat(17)])
      assert.ok(!accepts(small, text), text);
    assert.ok(
      accepts(unixSeconds, 0) &&
        !accepts(unixSeconds, -1) &&
        !accepts(unixSeconds, 1.5) &&
        !accepts(unixSeconds, 2 ** 41),
    );
    assert.ok(
      accepts(plainText(5), "选举 ok") && !accepts(plainText(5), "a\u001b") && !accepts(plainText(5), "123456"),
    );
  });
});

describe("cursors", () => {
  it("come back as the keys that they were made of", () => {
    const keys = ["123456789012345678901234567890", "0xab_-"];
    assert.deepEqual(decodeCursor(encodeCursor(keys), 2), keys);
    assert.ok(accepts(pageQuery, { cursor: encodeCursor(keys) }));
  });

  it("are refused in any other form", () => {
    const good = encodeCursor(["1", "2"]);
    for (const text of [
      "",
      "!",
      "AA",
      "AAA",
      `${good}A`,
      good.slice(1),
      encodeCursor(["1"]),
      encodeCursor(["1", "2", "3"]),
      btoa("1.é"),
    ]) {
      assert.throws(
        () => decodeCursor(text, 2),
        (error) => isPsephosError(error, "REQUEST_MALFORMED"),
        text,
      );
    }
    for (const keys of [[], [""], ["a.b"], ["a b"], ["x".repeat(101)]]) {
      assert.throws(
        () => encodeCursor(keys),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });

  it("leave a page its default size", () => {
    assert.deepEqual(pageQuery.parse({}), { limit: 50 });
    assert.ok(
      !accepts(pageQuery, { limit: "0" }) && !accepts(pageQuery, { limit: "201" }) && !accepts(pageQuery, { limit: 5 }),
    );
  });
});
