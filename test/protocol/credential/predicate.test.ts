import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeValue, type AttributeType } from "../../../src/protocol/credential/encoding.ts";
import { meets, toCircuit } from "../../../src/protocol/credential/predicate.ts";

/** What plain code says of the same list. */
function isListed(type: AttributeType, { values, value }: { values: readonly string[]; value: string }): void {
  const element = encodeValue(type, value);
  assert.equal(meets(toCircuit(type, { operator: "in", values }), element), values.includes(value), value);
  assert.equal(meets(toCircuit(type, { operator: "notIn", values }), element), !values.includes(value), value);
}

const LETTERS = "ABCDEFGHI";

describe("predicates of lists", () => {
  for (const encoding of ["string", "enumeration"] as const) {
    it(`T045: list ABC, DEF and GHI and none of the texts that lie across them (${encoding})`, () => {
      const near = Array.from({ length: LETTERS.length - 2 }, (_, at) => LETTERS.slice(at, at + 3));
      const others = ["ABD", "ABCD", "AB", "abc", "CBA", "ABCDEF", "ABCDEFGHI", "A", "I"];
      const type: AttributeType = { encoding, values: [...near, ...others] };
      for (const value of type.values!) isListed(type, { values: ["ABC", "DEF", "GHI"], value });
    });
  }

  it("T045: list a country by its own code alone", () => {
    const type: AttributeType = { encoding: "country" };
    const values = ["004", "156", "250", "276", "840"];
    for (const value of [...values, "040", "400", "008", "152", "158", "178", "804", "084", "248", "275"]) {
      isListed(type, { values, value });
    }
  });

  it("T045: agree with plain code on random lists of 1 to 16 numbers and all of their members and neighbours", () => {
    const type: AttributeType = { encoding: "uint64" };
    const lists = fc.uniqueArray(fc.bigInt({ min: 1n, max: 60n }), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(lists, (numbers) => {
        const values = numbers.map(String);
        for (const number of numbers) {
          for (const value of [number - 1n, number, number + 1n, number * 10n]) {
            isListed(type, { values, value: value.toString() });
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
