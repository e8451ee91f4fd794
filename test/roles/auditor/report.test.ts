import assert from "node:assert/strict";
import { rulesFor } from "../../../src/protocol/rule-presets.ts";
import { CHECKS } from "../../../src/roles/auditor/checks.ts";
import { reportLines } from "../../../src/roles/auditor/report.ts";
import type { Verdict } from "../../../src/roles/auditor/verify-archive.ts";
import { createAuditor, type Archive } from "./auditor-of-numbers.ts";
import { SYNTHETIC_KEYS, syntheticElection } from "./synthetic-election.ts";

describe("verification report", () => {
  let good: Archive;

  before(async () => {
    const rules = rulesFor("single", { optionCount: 2 });
    good = await syntheticElection({ rules, ballots: [[1, 0]], weights: [1n, 1n] });
  });

  async function verdictOn(archive: Archive): Promise<Verdict> {
    const findings = await (await createAuditor(good, SYNTHETIC_KEYS)).findings(archive);
    const checks = CHECKS.map(({ id, name, claim }) => ({ id, name, claim, ...findings.get(id)! }));
    return { verified: checks.every(({ ok }) => ok), checks };
  }

  it("has one line for each check, the result by name, and a plain conclusion", async () => {
    const lines = reportLines({ archive: good, verdict: await verdictOn(good), language: "en" });
    assert.equal(lines.filter((line) => /^ *\d+ {2}ok/.test(line)).length, 12);
    assert.ok(lines.includes("         1  Option 0"));
    assert.ok(lines.includes("VERIFIED: all 12 checks passed."));
  });

  it("says which check failed, what is wrong, and not to rely on the result", async () => {
    const altered = structuredClone(good);
    altered.election.result!.counts[0] = 0n;
    const lines = reportLines({ archive: altered, verdict: await verdictOn(altered), language: "en" });
    const failed = lines.filter((line) => line.includes("FAIL"));
    assert.equal(failed.length, 2);
    assert.match(failed[0]!, /^ 10 {2}FAIL .* NOT SO: the count 0 of option 1 is not what was locked\.$/);
    assert.ok(lines.includes("NOT VERIFIED: check 10, 12 failed. Do not rely on this result."));
  });

  it("speaks Chinese when asked to", async () => {
    const lines = reportLines({ archive: good, verdict: await verdictOn(good), language: "zh" });
    assert.ok(lines.includes("核验通过：全部 12 项检查成立。"));
    for (const { claim } of CHECKS) assert.ok(lines.some((line) => line.includes(claim.zh)));
  });

  it("says so when there is no result yet", async () => {
    const running = structuredClone(good);
    running.election.result = null;
    const lines = reportLines({ archive: running, verdict: await verdictOn(running), language: "en" });
    assert.ok(lines.includes("No result was published."));
    assert.ok(lines.includes("VERIFIED so far: all 12 checks passed, and there is no result to rely on."));
  });
});
