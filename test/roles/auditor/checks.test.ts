import assert from "node:assert/strict";
import { BASE, IDENTITY } from "../../../src/crypto/babyjubjub.ts";
import { FIELD } from "../../../src/crypto/field.ts";
import { rulesFor } from "../../../src/protocol/rule-presets.ts";
import { createAuditor, type Archive, type Auditor } from "./auditor-of-numbers.ts";
import { SYNTHETIC_KEYS, syntheticElection } from "./synthetic-election.ts";
import { SMALL_ORDER, TAMPERINGS, type Mutable } from "./tamperings.ts";

const RULES = rulesFor("budget", { optionCount: 3, limit: 5, weighted: true });
const BALLOTS = [
  [5, 0, 0],
  [2, 2, 1],
  [0, 0, 3],
  [1, 4, 0],
];
const WEIGHTS = [3n, 1n, 70_000n, 2n, 9n];

/** Facts that only the chain knows: no other value of the archive depends on them. The report says so. */
const CHAIN_ONLY =
  /(^|\.)(at|createdAt|publishedAt|registerBy|commitBy|dealBy|creator|registrar)$|^chain\.(verifier|rolls)$|^format$/;

/** Paths of single values; of long rows the first, one in the middle and the last. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) {
    const positions = new Set([0, value.length >> 1, value.length - 1]);
    const chosen = value.length > 3 ? [...positions] : value.map((_, index) => index);
    return chosen.flatMap((index) => pathsOf(value[index], [...path, index]));
  }
  if (typeof value !== "object" || value === null) return value === null ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]));
}

/** The archive with one value changed by the least that its form allows. */
function withChange(archive: Archive, path: readonly (string | number)[]): Archive {
  const altered = structuredClone(archive) as unknown as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as typeof altered, altered);
  const key = path.at(-1)!;
  const value = parent[key];
  if (typeof value === "bigint") parent[key] = value + 1n;
  else if (typeof value === "number") parent[key] = value + 1;
  else parent[key] = String(value).replace(/.(?=\n?$)/, (last) => (last === "1" ? "2" : "1"));
  return altered as unknown as Archive;
}

describe("auditor's checks", () => {
  let good: Archive;
  let auditor: Auditor;

  before(async () => {
    good = await syntheticElection({ rules: RULES, ballots: BALLOTS, weights: WEIGHTS });
    auditor = await createAuditor(good, SYNTHETIC_KEYS);
  });

  it("pass an election in which all is well", async () => {
    for (const [id, { ok, detail }] of await auditor.findings(good)) assert.ok(ok, `check ${id}: ${detail.en}`);
  });

  for (const { what, fails, tamper } of TAMPERINGS) {
    it(`check ${fails[0]} refuses ${what}`, async () => {
      const altered = structuredClone(good) as Mutable<Archive>;
      tamper(altered);
      assert.deepEqual(new Set(await auditor.failing(altered as Archive)), new Set(fails));
    });
  }

  it("T049: refuse a change of any single value but those that only the chain knows", async () => {
    const unnoticed: string[] = [];
    for (const path of pathsOf(good)) {
      const name = path.join(".");
      if (CHAIN_ONLY.test(name)) continue;
      if ((await auditor.failing(withChange(good, path))).length === 0) unnoticed.push(name);
    }
    assert.deepEqual(unnoticed, []);
  });

  it("T056: refuse a promise of nobody, and a second one of a key keeper who dealt nothing", async () => {
    const ofNobody = structuredClone(good) as Mutable<Archive>;
    ofNobody.ceremony.commitments.push({ ...ofNobody.ceremony.commitments[0]!, index: 9 });
    assert.ok((await auditor.failing(ofNobody)).includes(4));

    const silent = structuredClone(good) as Mutable<Archive>;
    silent.ceremony.dealings.pop();
    assert.ok(!(await auditor.failing(silent)).includes(4));
    silent.ceremony.commitments.push({ ...silent.ceremony.commitments.at(-1)! });
    assert.ok((await auditor.failing(silent)).includes(4));
  });

  /** What the chain shows of an election in which nobody voted, and which was opened all the same. */
  function withoutBallots(): Mutable<Archive> {
    const empty = structuredClone(good) as Mutable<Archive>;
    empty.election.ballots = [];
    empty.election.minimumTurnout = 0;
    return empty;
  }

  it("T070: refuse to open without ballots what was cancelled or had too few tested keys", async () => {
    assert.ok(!(await auditor.failing(withoutBallots())).includes(11));
    const cancelled = withoutBallots();
    cancelled.election.cancelledAt = cancelled.election.opensAt - 1;
    assert.ok((await auditor.failing(cancelled)).includes(11));
    const untested = withoutBallots();
    untested.election.keyTests.pop();
    assert.ok((await auditor.failing(untested)).includes(11));
  });

  it("T035: refuse a key test after the election was cancelled", async () => {
    const cancelled = withoutBallots();
    cancelled.election.result = null;
    cancelled.election.partialDecryptions = [];
    cancelled.election.cancelledAt = cancelled.election.keyTests[0]!.at;
    assert.ok(!(await auditor.failing(cancelled)).includes(11));
    cancelled.election.keyTests[0]!.at += 1;
    assert.ok((await auditor.failing(cancelled)).includes(11));
  });

  it("T070: refuse an opening after the result, of whomever it is", async () => {
    const altered = structuredClone(good) as Mutable<Archive>;
    const { result, partialDecryptions } = altered.election;
    partialDecryptions.push({ ...partialDecryptions[0]!, trusteeIndex: 1, at: result!.at });
    assert.ok(!(await auditor.failing(altered)).includes(11));
    partialDecryptions.at(-1)!.at += 1;
    assert.ok((await auditor.failing(altered)).includes(11));
  });

  it("say in both languages what is wrong, and name the ballot", async () => {
    const altered = structuredClone(good) as Mutable<Archive>;
    altered.election.ballots[2]!.words[0]! += 1n;
    const finding = (await auditor.findings(altered)).get(6)!;
    assert.equal(finding.detail.en, "not proved: ballot 2");
    assert.equal(finding.detail.zh, "未被证明：选票 2");
    assert.deepEqual(finding.evidence["bad"], [2]);
  });

  it("T001: refuse development keys on a chain that is not local", async () => {
    const altered = structuredClone(good) as Mutable<Archive>;
    altered.chain.chainId = 1;
    const finding = (await auditor.findings(altered)).get(3)!;
    assert.equal(finding.ok, false);
    assert.match(finding.detail.en, /DEVELOPMENT/);
  });

  it("say loudly that keys are for development even where they may be used", async () => {
    assert.match((await auditor.findings(good)).get(3)!.detail.en, /BEWARE.*DEVELOPMENT/);
  });

  it("pass an election that is not opened yet, and say so", async () => {
    const running = structuredClone(good) as Mutable<Archive>;
    running.election.result = null;
    running.election.partialDecryptions = [];
    assert.deepEqual(await auditor.failing(running as Archive), []);
    assert.match((await auditor.findings(running)).get(10)!.detail.en, /No result/);
  });

  it("never throw, whatever points the archive holds", async () => {
    for (const point of [
      [0n, 0n],
      [1n, 1n],
      [...IDENTITY],
      [...SMALL_ORDER],
      [FIELD, 0n],
      [FIELD + BASE[0], BASE[1]],
    ] as const) {
      const altered = structuredClone(good) as Mutable<Archive>;
      altered.ceremony.registrations[0]!.recipientKey = [...point];
      altered.ceremony.dealings[1]!.commitments[0] = [...point];
      altered.ceremony.publicShares[0] = [...point];
      altered.election.aggregate[1]!.c1 = [...point];
      altered.election.aggregate[1]!.c2 = [...point];
      altered.election.partialDecryptions[1]!.partials[1] = [...point];
      altered.election.ballots[0]!.words.splice(9, 2, ...point);
      const failing = await auditor.failing(altered);
      for (const id of [4, 5, 6, 8, 9, 10] as const)
        assert.ok(failing.includes(id), `check ${id} with ${point.join()}`);
    }
  });
});
