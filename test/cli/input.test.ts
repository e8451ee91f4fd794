import assert from "node:assert/strict";
import { PsephosError } from "../../src/errors.ts";
import { readInput } from "../../src/cli/input.ts";

const usage = (pattern: RegExp) => (error: unknown) =>
  error instanceof PsephosError && error.code === "USAGE" && pattern.test(error.message);

describe("what a person typed", () => {
  it("refuses numbers that are not whole, not decimal or out of range, and names the option", () => {
    for (const typed of ["-1", "1.0", "1e3", "0x10", " 1", "01", "", "99999999999999999", "11"]) {
      const input = readInput({ threshold: typed });
      const pattern = typed === "" ? /^threshold is missing/ : /^threshold must be a whole number from 2 to 10\./;
      assert.throws(() => input.integer("threshold", { min: 2, max: 10 }), usage(pattern), JSON.stringify(typed));
    }
    assert.equal(readInput({ threshold: "10" }).integer("threshold", { min: 2, max: 10 }), 10);
  });

  it("calls options by the dashes they are typed with, and arguments by their name", () => {
    const input = readInput({ threshold: "x", election: "x" }, new Set(["threshold"]));
    assert.throws(() => input.integer("threshold", { min: 2, max: 10 }), usage(/^--threshold must be/));
    assert.throws(() => input.text("to"), usage(/^to is missing/));
    assert.throws(() => input.id("election"), usage(/^election must be/));
  });

  it("refuses ids below 1, which no contract gives", () => {
    assert.throws(() => readInput({ election: "0" }).id("election"), usage(/^election must be/));
    assert.equal(readInput({ election: "12" }).id("election"), 12n);
  });

  it("tells what is missing from what is not asked for", () => {
    const input = readInput({});
    assert.throws(() => input.text("to"), usage(/^to is missing/));
    assert.equal(input.optional("to"), undefined);
    assert.deepEqual(input.list("files"), []);
    assert.equal(input.flag("yes"), false);
    assert.equal(input.optionalInteger("limit", { min: 1, max: 2 }), undefined);
  });
});
