import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { predicateFromIden3, requestsFromIden3 } from "../../../src/protocol/credential/iden3-query.ts";
import { OPERATORS, type Predicate } from "../../../src/protocol/credential/predicate.ts";
import { parsePolicy } from "../../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { POLICY } from "./fixtures.ts";

const malformed = (run: () => unknown, pattern: RegExp) =>
  assert.throws(run, (error) => isPsephosError(error, "POLICY_MALFORMED") && pattern.test((error as Error).message));

describe("iden3 query", () => {
  /** With iden3's operator numbers. */
  const operators: [string, unknown, number, Predicate][] = [
    ["$eq", true, 1, { operator: "equals", value: true }],
    ["$lt", 20_000_101, 2, { operator: "lessThan", value: "20000101" }],
    ["$gt", -5, 3, { operator: "greaterThan", value: "-5" }],
    ["$in", ["a", "b"], 4, { operator: "in", values: ["a", "b"] }],
    ["$nin", [804, 840], 5, { operator: "notIn", values: ["804", "840"] }],
    ["$ne", "x", 6, { operator: "notEquals", value: "x" }],
    ["$lte", "2008-01-01", 7, { operator: "lessOrEqual", value: "2008-01-01" }],
    ["$gte", 0, 8, { operator: "greaterOrEqual", value: "0" }],
    ["$between", [1, 9], 9, { operator: "between", low: "1", high: "9" }],
    ["$nonbetween", [1, 9], 10, { operator: "notBetween", low: "1", high: "9" }],
    ["$exists", true, 11, { operator: "exists" }],
  ];
  for (const [name, operand, number, predicate] of operators) {
    it(`${name} is operator ${number}`, () => {
      assert.deepEqual(predicateFromIden3({ [name]: operand }), predicate);
      assert.equal(OPERATORS[predicate.operator], number);
    });
  }

  it("becomes the requests of a policy; an empty query shows the attribute", () => {
    const requests = requestsFromIden3({
      birthDate: { $lte: "2008-01-01" },
      district: { $in: ["D-07", "D-09"] },
      nationality: {},
    });
    assert.deepEqual(requests, POLICY.requests);
    assert.deepEqual(parsePolicy({ ...POLICY, requests }, SCHEMAS).requests, POLICY.requests);
  });

  it("is refused where it cannot be proved, or is none", () => {
    malformed(() => predicateFromIden3({ $exists: false }), /missing/);
    malformed(() => predicateFromIden3({ $regex: "x" }), /\$regex/);
    malformed(() => predicateFromIden3({ toString: "x" }), /toString/);
    malformed(() => predicateFromIden3({ $gt: 1, $lt: 5 }), /one operator/);
    malformed(() => predicateFromIden3({}), /one operator/);
    malformed(() => predicateFromIden3({ $in: "a" }), /array/);
    malformed(() => predicateFromIden3({ $between: [1] }), /two bounds/);
    malformed(() => predicateFromIden3({ $between: [1, 2, 3] }), /two bounds/);
    malformed(() => predicateFromIden3({ $eq: 1.5 }), /whole numbers/);
    malformed(() => predicateFromIden3({ $eq: 2 ** 53 }), /whole numbers/);
    malformed(() => predicateFromIden3({ $eq: null }), /\$eq/);
    malformed(() => requestsFromIden3({ birthDate: "2008-01-01" }), /birthDate/);
    malformed(() => requestsFromIden3([]), /object/);
  });
});
