import assert from "node:assert/strict";
import fc from "fast-check";
import { COUNTRY_CODES } from "../../../src/protocol/credential/countries.ts";
import {
  MAX_STRING_BYTES,
  decodeValue,
  encodeValue,
  isOrdered,
  type AttributeType,
} from "../../../src/protocol/credential/encoding.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { poseidon } from "../../circuits/reference.ts";
import { tag, tagged } from "../../circuits/credential/reference.ts";

const invalid = (error: unknown) => isPsephosError(error, "VALUE_INVALID");
const money: AttributeType = { encoding: "money", fractionDigits: 2 };
const colour: AttributeType = { encoding: "enumeration", values: ["red", "green", "blue"] };
const MAX = 2n ** 64n - 1n;

describe("value encodings", () => {
  const examples: [AttributeType, string | boolean, bigint][] = [
    [{ encoding: "uint64" }, "0", 0n],
    [{ encoding: "uint64" }, "18446744073709551615", MAX],
    [{ encoding: "int64" }, "-9223372036854775808", 0n],
    [{ encoding: "int64" }, "-1", 2n ** 63n - 1n],
    [{ encoding: "int64" }, "0", 2n ** 63n],
    [{ encoding: "int64" }, "9223372036854775807", MAX],
    [money, "0.00", 0n],
    [money, "0.05", 5n],
    [money, "12345.67", 1234567n],
    [money, "184467440737095516.15", MAX],
    [{ encoding: "money", fractionDigits: 0 }, "500", 500n],
    [{ encoding: "date" }, "1900-01-01", 0n],
    [{ encoding: "date" }, "1900-03-01", 59n],
    [{ encoding: "date" }, "2000-02-29", 36_583n],
    [{ encoding: "date" }, "9999-12-31", 2_958_463n],
    [{ encoding: "date-time" }, "1970-01-01T00:00:00Z", 0n],
    [{ encoding: "date-time" }, "2026-01-01T00:00:00Z", 1_767_225_600n],
    [{ encoding: "boolean" }, false, 0n],
    [{ encoding: "boolean" }, true, 1n],
    [colour, "red", 0n],
    [colour, "blue", 2n],
    [{ encoding: "country" }, "004", 4n],
    [{ encoding: "country" }, "156", 156n],
  ];
  for (const [type, value, element] of examples) {
    it(`takes ${value} of ${type.encoding} to ${element} and back`, () => {
      assert.equal(encodeValue(type, value), element);
      assert.equal(decodeValue(type, element), value);
    });
  }

  const refused: [AttributeType, unknown[]][] = [
    [
      { encoding: "uint64" },
      ["", "-1", "+1", "01", " 1", "1.0", "1e3", "0x1", "18446744073709551616", 1, 1n, true, null],
    ],
    [{ encoding: "int64" }, ["-0", "-01", "9223372036854775808", "-9223372036854775809"]],
    [money, ["1", "1.0", "1.000", "-1.00", "01.00", ".50", "184467440737095516.16", "1,00"]],
    [
      { encoding: "date" },
      ["1899-12-31", "2023-02-29", "2023-13-01", "2023-1-1", "10000-01-01", "2023-01-01T00:00:00Z"],
    ],
    [
      { encoding: "date-time" },
      ["1969-12-31T23:59:59Z", "2023-01-01T24:00:00Z", "2023-01-01T00:00:00+00:00", "2023-01-01T00:00:00.5Z"],
    ],
    [{ encoding: "boolean" }, ["true", 1, 0, null]],
    [colour, ["Red", "", "yellow", 0]],
    [{ encoding: "country" }, ["CN", "4", "000", "999", "172", "0156"]],
    [{ encoding: "string" }, ["", " a", "a ", "a\u0000", "e\u0301", "a".repeat(MAX_STRING_BYTES + 1), "\ud800"]],
    [{ encoding: "bytes32" }, ["0x", `0x${"A".repeat(64)}`, "a".repeat(64), `0x${"0".repeat(63)}`]],
  ];
  for (const [type, values] of refused) {
    it(`refuses every other form of ${type.encoding}`, () => {
      for (const value of values) assert.throws(() => encodeValue(type, value), invalid, String(value));
    });
  }

  it("refuses to decode elements that no value has", () => {
    for (const [type, element] of [
      [{ encoding: "uint64" }, MAX + 1n],
      [{ encoding: "int64" }, -1n],
      [{ encoding: "boolean" }, 2n],
      [colour, 3n],
      [{ encoding: "country" }, 999n],
      [{ encoding: "date" }, 2_958_464n],
      [{ encoding: "string" }, 5n],
    ] as const) {
      assert.throws(() => decodeValue(type, element), invalid);
    }
  });

  it("keeps the order of numbers, amounts and dates", () => {
    const value = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(value, value, (left, right) => {
        const [one, other] = [left, right].map((number) => encodeValue({ encoding: "int64" }, number.toString()));
        return left < right === one! < other!;
      }),
    );
    assert.ok(encodeValue({ encoding: "date" }, "1999-12-31") < encodeValue({ encoding: "date" }, "2000-01-01"));
    assert.ok(
      isOrdered({ encoding: "date" }) && !isOrdered({ encoding: "country" }) && !isOrdered({ encoding: "string" }),
    );
  });

  it("hashes texts over 31-byte chunks with their length, as computed by circomlibjs", () => {
    const text = "北京市东城区交道口南大街 12 号院";
    const bytes = Buffer.from(text);
    assert.ok(bytes.length > 31 && bytes.length < 62);
    const chunk = (from: number, to: number) => BigInt(`0x${bytes.subarray(from, to).toString("hex")}`);
    assert.equal(
      encodeValue({ encoding: "string" }, text),
      tagged("string", [BigInt(bytes.length), chunk(0, 31), chunk(31, 62)]),
    );
    assert.notEqual(encodeValue({ encoding: "string" }, "ab"), encodeValue({ encoding: "string" }, "ba"));
    assert.ok(encodeValue({ encoding: "string" }, "a".repeat(MAX_STRING_BYTES)) > 0n);
  });

  it("hashes 32 bytes as two halves", () => {
    const value = `0x${"00".repeat(15)}01${"00".repeat(15)}02`;
    assert.equal(encodeValue({ encoding: "bytes32" }, value), tagged("bytes", [1n, 2n]));
    assert.notEqual(tagged("bytes", [1n, 2n]), poseidon(1n, 2n));
    assert.ok(tag("bytes") > 0n);
  });

  it("knows the country codes that the Unicode consortium maps to one country each", () => {
    assert.equal(COUNTRY_CODES.size, 249);
    const regions = [...COUNTRY_CODES].map((code) => new Intl.Locale(`und-${code}`).region!);
    assert.equal(new Set(regions).size, 249);
    assert.ok(regions.every((region) => /^[A-Z]{2}$/.test(region)));
  });
});
