import assert from "node:assert/strict";
import { checkValues } from "../../../../src/protocol/ballot-values.ts";
import { RULE_NAMES, rulesFor } from "../../../../src/protocol/rule-presets.ts";
import { ELECTION_DEFAULTS, planElection } from "../../../../src/roles/demo/election/plan.ts";
import { randomChoice, randomLeanings } from "../../../../src/roles/demo/election/random-choice.ts";

describe("plan of the demonstration", () => {
  it("has 24 voters, 4 options, 5 key keepers of whom 3 open and 2 are lost, unless told", () => {
    const plan = planElection({});
    assert.equal(plan.ballots.length, ELECTION_DEFAULTS.voters);
    assert.equal(plan.options.length, 4);
    assert.deepEqual([plan.trustees, plan.threshold, plan.lost, plan.kind], [5, 3, 2, "single"]);
  });

  it("fits threshold and losses to few key keepers", () => {
    assert.deepEqual([planElection({ trustees: 2 }).threshold, planElection({ trustees: 2 }).lost], [2, 0]);
    assert.deepEqual([planElection({ trustees: 4, threshold: 3 }).lost], [1]);
  });

  it("adds blank ballots and weights to a kind of ballot", () => {
    const both = planElection({ voters: 400, rules: "score+blank+weighted" });
    assert.deepEqual([both.kind, both.rules.blank, both.rules.weighted], ["score", true, true]);
    assert.ok(both.ballots.some(({ values }) => values.every((value) => value === 0)));
    assert.deepEqual([...new Set(both.ballots.map(({ weight }) => weight))].sort(), [1n, 2n, 3n, 4n, 5n]);
    const weighted = planElection({ rules: "weighted" });
    assert.deepEqual([weighted.kind, weighted.rules.blank, weighted.rules.weighted], ["single", false, true]);
    const plain = planElection({ rules: "score" });
    assert.deepEqual([plain.rules.blank, plain.rules.weighted], [false, false]);
  });

  it("takes voters, options, weights and rules from a ballots file", () => {
    const plan = planElection({ ballots: "weight,a,b\n3,1,0\n2,0,1\n1,0,0\n" });
    assert.deepEqual(plan.options, [
      { en: "a", zh: "a" },
      { en: "b", zh: "b" },
    ]);
    assert.deepEqual(
      plan.ballots.map(({ weight }) => weight),
      [3n, 2n, 1n],
    );
    assert.ok(plan.rules.weighted && plan.rules.blank);
  });

  it("says which option of the command is wrong", () => {
    const cases = [
      [{ voters: 1 }, /--voters/],
      [{ options: 9 }, /--options/],
      [{ trustees: 17 }, /--trustees/],
      [{ threshold: 6 }, /--threshold/],
      [{ lost: 3 }, /--lost must be 0 to 2/],
      [{ rules: "lottery" }, /--rules must be one of single/],
      [{ rules: "score+score" }, /--rules must be one of single/],
      [{ rules: "score+borda" }, /--rules must be one of single/],
      [{ rules: "blank+blank" }, /--rules must be one of single/],
      [{ rules: "weighted", ballots: "a,b\n1,0\n0,1\n" }, /first column is weight/],
      [{ ballots: "a,b\n1,0\n0,1\n", voters: 3 }, /cannot be combined/],
      [{ ballots: "a,b\n1,0\n" }, /at least 2 voters/],
      [{ ballots: "weight,a,b\n4294967295,65535,0\n1,1,1\n" }, /counts could exceed 2\^40/],
    ] as const;
    for (const [request, message] of cases) assert.throws(() => planElection(request), message);
  });

  for (const name of RULE_NAMES) {
    it(`invents valid choices under ${name} rules`, () => {
      for (let optionCount = 2; optionCount <= 8; optionCount++) {
        const rules = rulesFor(name, { optionCount });
        const leanings = randomLeanings(optionCount);
        for (let voter = 0; voter < 40; voter++) checkValues({ rules, values: randomChoice(rules, leanings) });
      }
    });
  }
});
