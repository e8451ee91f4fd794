import assert from "node:assert/strict";
import { LOCALES, describeRules, isRanking } from "../../src/protocol/describe-rules.ts";
import { RULE_NAMES, rulesFor } from "../../src/protocol/rule-presets.ts";

describe("rules described to voters", () => {
  it("say how many options may be chosen", () => {
    assert.equal(describeRules(rulesFor("single", { optionCount: 4 }), "en"), "Choose exactly 1 of 4 options.");
    assert.equal(describeRules(rulesFor("single", { optionCount: 4 }), "zh"), "请在 4 个选项中选择恰好 1 个。");
    assert.match(describeRules(rulesFor("approval", { optionCount: 4 }), "en"), /1 to 4 of 4/);
  });

  it("say what a total, a square, a rank, a blank and a weight mean", () => {
    const english = (name: (typeof RULE_NAMES)[number], more = {}) =>
      describeRules(rulesFor(name, { optionCount: 3, ...more }), "en");
    assert.match(english("cumulative", { limit: 7 }), /exactly 7 points in all/);
    assert.match(english("budget", { limit: 7 }), /1 to 7 points in all/);
    assert.match(english("quadratic"), /v × v credits; spend 1 to 25/);
    assert.match(english("borda"), /Rank your first 2 of 3/);
    assert.match(english("single", { blank: true }), /blank ballot/);
    assert.match(english("single", { weighted: true }), /your weight/);
    assert.doesNotMatch(english("single"), /blank|weight/);
  });

  it("differ between any two kinds, in each language", () => {
    for (const locale of LOCALES) {
      const texts = RULE_NAMES.map((name) => describeRules(rulesFor(name, { optionCount: 5 }), locale));
      assert.equal(new Set(texts).size, RULE_NAMES.length);
      assert.ok(texts.every((text) => !/undefined|NaN| {2}/.test(text)));
    }
  });

  it("call a ranking only what can be filled in no other way", () => {
    const borda = rulesFor("borda", { optionCount: 4 });
    assert.ok(isRanking(borda));
    assert.ok(!isRanking({ ...borda, distinct: false }));
    assert.ok(!isRanking({ ...borda, minTotal: 5 }));
  });
});
