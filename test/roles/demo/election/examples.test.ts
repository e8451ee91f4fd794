import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { plainCount } from "../../../../src/protocol/ballot-values.ts";
import type { RuleName } from "../../../../src/protocol/rule-presets.ts";
import { parseBallotsFile } from "../../../../src/roles/demo/election/ballots-file.ts";
import { fitRules } from "../../../../src/roles/demo/election/fit-rules.ts";

const FOLDER = new URL("../../../../docs/examples/", import.meta.url);

interface Example {
  readonly name: string;
  readonly lines: number;
  readonly rules: RuleName;
  readonly asked?: RuleName;
}

const EXAMPLES: readonly Example[] = [
  { name: "town-budget.csv", lines: 300, rules: "budget", asked: "budget" },
  { name: "landmark-ranking.csv", lines: 400, rules: "borda" },
  { name: "cooperative-shares.csv", lines: 120, rules: "single" },
];

describe("example ballots", () => {
  for (const { name, lines, rules, asked } of EXAMPLES) {
    it(`${name} holds ${lines} valid ballots under the rules its README names`, () => {
      const file = parseBallotsFile(readFileSync(new URL(name, FOLDER), "utf8"));
      const fitted = fitRules(file, asked);
      assert.equal(file.ballots.length, lines);
      assert.equal(fitted.name, rules);
      const counts = plainCount(fitted.rules, file.ballots);
      assert.ok(counts.every((count) => count > 0n));
    });
  }

  it("say that they are made up", () => {
    assert.match(readFileSync(new URL("README.md", FOLDER), "utf8"), /made up/);
  });
});
