import assert from "node:assert/strict";
import fc from "fast-check";
import { isPsephosError } from "../../src/errors.ts";
import { RULE_NAMES, rulesFor, type RuleName } from "../../src/protocol/rule-presets.ts";
import { capacityFor, checkRules, largestCount, packRules, unpackRules, type Rules } from "../../src/protocol/rules.ts";

const refused = (error: unknown) => isPsephosError(error, "RULES_INVALID");
const SINGLE: Rules = rulesFor("single", { optionCount: 3 });

const anyRules = fc
  .record({
    optionCount: fc.integer({ min: 2, max: 8 }),
    maxValue: fc.integer({ min: 1, max: 65_535 }),
    minTotal: fc.integer({ min: 0, max: 2 ** 36 - 1 }),
    maxTotal: fc.integer({ min: 0, max: 2 ** 36 - 1 }),
    quadratic: fc.boolean(),
    distinct: fc.boolean(),
    blank: fc.boolean(),
    weighted: fc.boolean(),
  })
  .map((rules) => ({ ...rules, minTotal: Math.min(rules.minTotal, rules.maxTotal) }))
  .filter((rules) => rules.minTotal <= rules.maxValue);

describe("rules", () => {
  it("pack into one word and come back unchanged", () => {
    fc.assert(fc.property(anyRules, (rules) => assert.deepEqual(unpackRules(packRules(rules)), rules)));
  });

  it("pack at the places that circuits and contracts read", () => {
    const rules = { ...SINGLE, optionCount: 5, maxValue: 7, minTotal: 2, maxTotal: 35 };
    const numbers = 5n | (7n << 8n) | (2n << 24n) | (35n << 60n);
    assert.equal(packRules(rules), numbers);
    assert.equal(packRules({ ...rules, quadratic: true }), numbers | (1n << 96n));
    assert.equal(packRules({ ...rules, distinct: true }), numbers | (1n << 97n));
    assert.equal(packRules({ ...rules, blank: true }), numbers | (1n << 98n));
    assert.equal(packRules({ ...rules, weighted: true }), numbers | (1n << 99n));
  });

  it("are refused as a word with bits above the layout, or with fields that mean nothing", () => {
    const word = packRules(SINGLE);
    for (const bad of [word | (1n << 100n), word | (1n << 255n), 0n, word & ~0xffn, (word & ~0xffn) | 9n]) {
      assert.throws(() => unpackRules(bad), refused);
    }
    assert.throws(
      () => unpackRules(-1n),
      (error) => isPsephosError(error, "ARGUMENT_INVALID"),
    );
  });

  it("are refused with a number out of range, a flag that is none, or a total that no ballot reaches", () => {
    const bad: Partial<Record<keyof Rules, unknown>>[] = [
      { optionCount: 1 },
      { optionCount: 9 },
      { optionCount: 2.5 },
      { maxValue: 0 },
      { maxValue: 65_536 },
      { maxValue: NaN },
      { minTotal: -1 },
      { maxTotal: 2 ** 36 },
      { minTotal: 2, maxTotal: 1 },
      { minTotal: 4, maxTotal: 9 },
      { blank: 1 },
      { minTotal: 3, maxTotal: 3, distinct: true },
    ];
    for (const change of bad) {
      assert.throws(() => checkRules({ ...SINGLE, ...change } as Rules), refused, JSON.stringify(change));
    }
    assert.doesNotThrow(() => checkRules({ ...SINGLE, minTotal: 3, maxTotal: 9 }));
  });

  it("use the smallest circuit that holds the options", () => {
    const capacities = [2, 3, 4, 5, 6, 7, 8].map(capacityFor);
    assert.deepEqual(capacities, [2, 4, 4, 8, 8, 8, 8]);
    for (const count of [0, 1, 9, 2.5]) assert.throws(() => capacityFor(count), refused);
  });

  it("T059: are refused for an electorate whose counts could exceed 2^40", () => {
    const weighted = { ...SINGLE, weighted: true };
    const at = (totalWeight: bigint) => largestCount(weighted, { size: 1000, totalWeight });
    assert.equal(at(1n << 40n), 1n << 40n);
    assert.throws(() => at((1n << 40n) + 1n), refused);
    assert.equal(largestCount(SINGLE, { size: 1000, totalWeight: 1n << 50n }), 1000n);
    const score = rulesFor("score", { optionCount: 2, limit: 65_535, weighted: true });
    assert.throws(() => largestCount(score, { size: 1, totalWeight: 1n << 25n }), refused);
  });
});

/** What each named kind means, in numbers. */
const PRESETS: readonly (readonly [RuleName, number | undefined, Partial<Rules>])[] = [
  ["single", undefined, { maxValue: 1, minTotal: 1, maxTotal: 1 }],
  ["approval", undefined, { maxValue: 1, minTotal: 1, maxTotal: 4 }],
  ["limited", undefined, { maxValue: 1, minTotal: 1, maxTotal: 2 }],
  ["limited", 3, { maxValue: 1, minTotal: 1, maxTotal: 3 }],
  ["cumulative", 5, { maxValue: 5, minTotal: 5, maxTotal: 5 }],
  ["budget", 5, { maxValue: 5, minTotal: 1, maxTotal: 5 }],
  ["score", 9, { maxValue: 9, minTotal: 1, maxTotal: 36 }],
  ["quadratic", 30, { maxValue: 5, minTotal: 1, maxTotal: 30, quadratic: true }],
  ["borda", undefined, { maxValue: 3, minTotal: 6, maxTotal: 6, distinct: true }],
  ["borda", 2, { maxValue: 2, minTotal: 3, maxTotal: 3, distinct: true }],
];

describe("rule presets", () => {
  for (const [name, limit, expected] of PRESETS) {
    it(`give ${name} with limit ${limit ?? "left out"} its meaning`, () => {
      const base = { optionCount: 4, quadratic: false, distinct: false, blank: false, weighted: false };
      assert.deepEqual(rulesFor(name, { optionCount: 4, limit }), { ...base, ...expected });
    });
  }

  it("exist for every name, number of options, blank and weight", () => {
    for (const name of RULE_NAMES) {
      for (const optionCount of [2, 3, 4, 5, 6, 7, 8]) {
        for (const flag of [false, true]) {
          const rules = rulesFor(name, { optionCount, blank: flag, weighted: !flag });
          assert.equal(rules.blank, flag);
          assert.equal(rules.weighted, !flag);
          assert.deepEqual(unpackRules(packRules(rules)), rules);
        }
      }
    }
  });

  it("refuse choices that the kind does not know or cannot mean", () => {
    assert.throws(() => rulesFor("single", { optionCount: 3, limit: 2 }), refused);
    assert.throws(() => rulesFor("score", { optionCount: 3, maxPerOption: 2 }), refused);
    assert.throws(() => rulesFor("limited", { optionCount: 3, limit: 4 }), refused);
    assert.throws(() => rulesFor("borda", { optionCount: 3, limit: 4 }), refused);
    assert.throws(() => rulesFor("cumulative", { optionCount: 3, limit: 0 }), refused);
    assert.throws(() => rulesFor("cumulative", { optionCount: 2, limit: 9, maxPerOption: 4 }), refused);
    assert.throws(() => rulesFor("toString" as RuleName, { optionCount: 3 }), refused);
  });
});
