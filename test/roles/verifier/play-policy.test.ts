import assert from "node:assert/strict";
import { parseAskedPolicy } from "../../../src/protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { playPolicy } from "../../../src/roles/verifier/play-policy.ts";
import { POLICY, SUBJECT } from "../../protocol/credential/fixtures.ts";

const COLUMNS = Object.keys(SUBJECT);
const asked = parseAskedPolicy(POLICY, SCHEMAS);

/** One line for each change of the example's person. */
function tableOf(changes: readonly Readonly<Record<string, string>>[]): string {
  const rows = changes.map((change, index) => {
    const person: Readonly<Record<string, unknown>> = { ...SUBJECT, ...change };
    return [`R-${index}`, ...COLUMNS.map((name) => String(person[name]))].join(",");
  });
  return [["reference", ...COLUMNS].join(","), ...rows, ""].join("\n");
}

const many = (count: number, change: Readonly<Record<string, string>>) => Array.from({ length: count }, () => change);

describe("playing a policy on a table of people", () => {
  const play = (changes: readonly Readonly<Record<string, string>>[]) =>
    playPolicy({ asked, table: tableOf(changes), minGroupSize: 5 });

  it("counts who would pass", () => {
    const { people, passingAll, isolates } = play([...many(6, {}), ...many(7, { birthDate: "2015-01-01" })]);
    assert.deepEqual([people, passingAll, isolates], [13, 6, false]);
  });

  it("T086: finds those whom a shown value singles out, and those who alone are missing", () => {
    const foreign = play([...many(6, {}), ...many(4, { nationality: "250" })]);
    assert.deepEqual([foreign.isolates, foreign.isolated.map(({ size }) => size)], [true, [4]]);
    const missing = play([...many(6, {}), ...many(2, { district: "D-01" })]);
    assert.deepEqual([missing.isolates, missing.isolated, missing.absentees], [true, [], 2]);
  });

  it("refuses a table with a wrong line by its number, and repeats nothing of it", () => {
    const table = `${tableOf(many(6, {}))}R-9,Planted\n`;
    const refusal = (error: Error & { code?: string; detail?: { line?: number } }): boolean =>
      error.code === "SUBJECTS_MALFORMED" && error.detail?.line === 8 && !error.message.includes("Planted");
    assert.throws(() => playPolicy({ asked, table, minGroupSize: 5 }), refusal);
  });
});
