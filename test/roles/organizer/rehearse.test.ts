import assert from "node:assert/strict";
import { openProver, type ThreadedProver } from "../../../src/proofs/prove.ts";
import { rulesFor, type RuleName } from "../../../src/protocol/rule-presets.ts";
import { REHEARSAL_STAGES, rehearse } from "../../../src/roles/organizer/rehearse.ts";

describe("a rehearsal", () => {
  let prover: ThreadedProver;
  before(() => {
    prover = openProver();
  });
  after(() => prover.close());

  for (const [name, weighted] of [
    ["single", false],
    ["borda", true],
  ] as const satisfies readonly (readonly [RuleName, boolean])[]) {
    it(`opens to what made-up voters chose: ${name}`, async () => {
      const stages = new Set<string>();
      const rules = rulesFor(name, { optionCount: 3, weighted });
      const done = await rehearse({ rules, voterCount: 2, prover, onStage: ({ stage }) => stages.add(stage) });
      assert.deepEqual(done.counts, done.expected);
      assert.equal(done.ballots.length, 2);
      assert.ok(done.counts.some((count) => count > 0n));
      assert.deepEqual([...stages], [...REHEARSAL_STAGES]);
    });
  }

  it("refuses rules that no election can have", async () => {
    const rules = { ...rulesFor("single", { optionCount: 3 }), minTotal: 9, maxTotal: 9 };
    await assert.rejects(rehearse({ rules, voterCount: 1, prover, onStage: () => undefined }), /RULES_INVALID|at most/);
  });
});
