import assert from "node:assert/strict";
import { isPsephosError } from "../../src/errors.ts";
import { checkValues, plainCount } from "../../src/protocol/ballot-values.ts";
import { rulesFor, type RuleChoices, type RuleName } from "../../src/protocol/rule-presets.ts";
import { HAND_MADE_ELECTIONS } from "../vectors/elections.ts";

type Case = readonly [name: RuleName, choices: RuleChoices, values: readonly number[], says: RegExp];

const REFUSED: readonly Case[] = [
  ["single", { optionCount: 3 }, [1, 1, 0], /add up to 2; allowed is exactly 1/],
  ["single", { optionCount: 3 }, [0, 0, 0], /add up to 0; allowed is exactly 1; blank ballots are not allowed/],
  ["single", { optionCount: 3 }, [0, 2, 0], /Bread has 2; allowed is 0 or 1/],
  ["single", { optionCount: 3 }, [0, -1, 0], /Bread has -1/],
  ["single", { optionCount: 3 }, [0, 0.5, 0.5], /Bread has 0.5/],
  ["single", { optionCount: 3 }, [0, NaN, 0], /Bread has NaN/],
  ["single", { optionCount: 3 }, [1, 0], /has 3 values.* this one has 2/],
  ["single", { optionCount: 3, blank: true }, [1, 1, 0], /exactly 1, or all zero for a blank ballot/],
  ["limited", { optionCount: 3 }, [1, 1, 1], /add up to 3; allowed is 1 to 2/],
  ["cumulative", { optionCount: 3, limit: 4 }, [1, 1, 1], /add up to 3; allowed is exactly 4/],
  [
    "cumulative",
    { optionCount: 3, limit: 4, maxPerOption: 2 },
    [0, 3, 1],
    /Bread has 3; allowed is a whole number from 0 to 2/,
  ],
  ["budget", { optionCount: 3, limit: 4 }, [2, 2, 1], /add up to 5; allowed is 1 to 4/],
  ["score", { optionCount: 3 }, [5, 6, 0], /Bread has 6/],
  ["quadratic", { optionCount: 3, limit: 10 }, [3, 1, 1], /values squared add up to 11; allowed is 1 to 10/],
  ["borda", { optionCount: 3 }, [1, 1, 1], /Tea and Bread both have 1/],
  ["borda", { optionCount: 3 }, [2, 0, 0], /add up to 2; allowed is exactly 3/],
];

describe("ballot values", () => {
  const optionNames = ["Tea", "Bread", "Salt"];

  for (const [name, choices, values, says] of REFUSED) {
    it(`T008: ${name} refuses ${values.join("-")}, saying what is wrong and what is allowed`, () => {
      const rules = rulesFor(name, choices);
      assert.throws(
        () => checkValues({ rules, values, optionNames }),
        (error) => isPsephosError(error, "BALLOT_AGAINST_RULES") && says.test(error.message),
      );
    });
  }

  it("names options by number where no names are given", () => {
    const rules = rulesFor("single", { optionCount: 2 });
    assert.throws(() => checkValues({ rules, values: [0, 7] }), /option 2 has 7/);
  });

  it("T072: has at least 30 elections counted by hand", () => {
    assert.ok(HAND_MADE_ELECTIONS.length >= 30);
  });

  for (const { title, rules, choices, ballots, counts } of HAND_MADE_ELECTIONS) {
    it(`T072: counts as by hand: ${title}`, () => {
      assert.deepEqual(plainCount(rulesFor(rules, choices), ballots), counts);
    });
  }

  it("refuses to count a ballot against the rules, or a weight that no roll has", () => {
    const rules = rulesFor("single", { optionCount: 2, weighted: true });
    assert.throws(
      () => plainCount(rules, [{ values: [1, 0] }, { values: [1, 1] }]),
      (error) => isPsephosError(error, "BALLOT_AGAINST_RULES"),
    );
    for (const weight of [0n, -1n, 1n << 32n]) {
      assert.throws(
        () => plainCount(rules, [{ values: [1, 0], weight }]),
        (error) => isPsephosError(error, "BALLOT_MALFORMED"),
      );
    }
  });
});
