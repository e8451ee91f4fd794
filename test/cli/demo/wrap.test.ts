import assert from "node:assert/strict";
import fc from "fast-check";
import { remainingTime } from "../../../src/cli/demo/pace.ts";
import { withPlurals } from "../../../src/cli/demo/plural.ts";
import { columnsOf, wrap } from "../../../src/cli/demo/wrap.ts";

describe("wrapped paragraphs", () => {
  it("break between words and indent what follows", () => {
    const lines = wrap({ text: "one two three four", first: "- ", rest: "  ", columns: 11 });
    assert.deepEqual(lines, ["- one two", "  three", "  four"]);
  });

  it("break Chinese between any two characters, but never before a comma or full stop", () => {
    const lines = wrap({ text: "选票已加密，无法打开。", first: "", rest: "", columns: 10 });
    assert.deepEqual(lines, ["选票已加", "密，无法打", "开。"]);
  });

  it("lose nothing but spaces at breaks, and stay within the columns", () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        const lines = wrap({ text: words.join(" "), first: "  ", rest: "    ", columns: 30 });
        assert.ok(lines.every((line) => columnsOf(line) <= 30));
        assert.equal(lines.map((line) => line.trim()).join(" "), words.join(" "));
      }),
    );
  });

  it("count two columns for a wide character", () => {
    assert.equal(columnsOf("a选b"), 4);
  });
});

describe("plurals", () => {
  it("go by the number", () => {
    assert.equal(withPlurals("{n} {n|call|calls}", { n: 1 }), "{n} call");
    assert.equal(withPlurals("{n} {n|call|calls}", { n: 2n }), "{n} calls");
  });
});

describe("pace", () => {
  it("tells rate and remaining seconds once it has measured for three seconds", () => {
    let now = 0;
    const pace = remainingTime(() => now);
    assert.equal(pace("ballots", { done: 0, total: 100 }), undefined);
    now = 2_000;
    assert.equal(pace("ballots", { done: 4, total: 100 }), undefined);
    now = 10_000;
    assert.deepEqual(pace("ballots", { done: 20, total: 100 }), { rate: "2.0", left: 40 });
  });

  it("starts anew when the same kind of work starts anew", () => {
    let now = 0;
    const pace = remainingTime(() => now);
    pace("ballots", { done: 50, total: 100 });
    now = 10_000;
    assert.equal(pace("ballots", { done: 1, total: 100 }), undefined);
  });
});
