import assert from "node:assert/strict";
import { lettersByReference } from "../../../src/web/worker/department/letter-of.ts";
import { requestOf } from "./support/people.ts";

describe("the letter that a round of issuing answers", () => {
  const genuine = { letterId: "1", arrivedAt: 0, replyTo: "psl1.own", text: requestOf({ reference: "A-1001" }) };
  const stranger = { letterId: "2", arrivedAt: 0, replyTo: "psl1.other" };

  it("is the signed request's own, whoever else names its reference before or after", () => {
    const junk = { ...stranger, text: JSON.stringify({ reference: "A-1001" }) };
    assert.equal(lettersByReference([genuine, junk]).get("A-1001"), genuine);
    assert.equal(lettersByReference([junk, genuine]).get("A-1001"), genuine);
  });

  it("is none where the reference of a signed request was changed", () => {
    const altered = { ...stranger, text: genuine.text.replace("A-1001", "B-2002") };
    assert.notEqual(altered.text, genuine.text);
    assert.deepEqual([...lettersByReference([genuine, altered]).keys()], ["A-1001"]);
  });

  it("is none where two whole requests have one reference, which are issued nothing", () => {
    const second = { ...stranger, text: requestOf({ reference: "A-1001" }) };
    assert.equal(lettersByReference([genuine, second]).size, 0);
  });
});
