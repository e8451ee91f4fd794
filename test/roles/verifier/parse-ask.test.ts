import assert from "node:assert/strict";
import { parseAsk } from "../../../src/roles/verifier/parse-ask.ts";
import { RESIDENT } from "../../protocol/credential/fixtures.ts";

const ask = (text: string) => parseAsk(text, RESIDENT);

describe("a question as an official types it", () => {
  it("is an attribute, an operator and a value, and shows nothing unless it says so", () => {
    assert.deepEqual(ask("birthDate <= 2008-01-01"), {
      attribute: "birthDate",
      predicate: { operator: "lessOrEqual", value: "2008-01-01" },
      show: "nothing",
    });
    assert.deepEqual(ask("nationality show"), {
      attribute: "nationality",
      predicate: { operator: "exists" },
      show: "clear",
    });
    assert.equal(ask("personNumber seal").show, "sealed");
    assert.equal(ask("district").show, "nothing");
  });

  it("takes lists, ranges and yes or no", () => {
    assert.deepEqual(ask("district not-in D-07, D-09 show"), {
      attribute: "district",
      predicate: { operator: "notIn", values: ["D-07", "D-09"] },
      show: "clear",
    });
    const { predicate } = ask("birthDate between 1990-01-01..1999-12-31");
    assert.deepEqual(predicate, { operator: "between", low: "1990-01-01", high: "1999-12-31" });
    assert.deepEqual(ask("permanentResident = yes").predicate, { operator: "equals", value: true });
  });

  it("is refused with what it may be, if it is anything else", () => {
    assert.throws(() => ask("income > 5"), { code: "USAGE", message: /birthDate/ });
    assert.throws(() => ask(""), { code: "USAGE", message: /attribute/ });
    assert.throws(() => ask("birthDate before 2000-01-01"), { code: "USAGE", message: /not-between/ });
    assert.throws(() => ask("birthDate exists"), { code: "USAGE" });
    assert.throws(() => ask("birthDate <="), { code: "USAGE" });
    assert.throws(() => ask("birthDate between 1990-01-01"), { code: "USAGE", message: /LOW\.\.HIGH/ });
    assert.throws(() => ask("birthDate between 1..2..3"), { code: "USAGE" });
    assert.throws(() => ask("permanentResident = maybe"), { code: "USAGE", message: /yes or no/ });
  });
});
