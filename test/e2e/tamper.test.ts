import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PsephosError, type ErrorCode } from "../../src/errors.ts";
import { archiveText, parseArchive, type ElectionArchive } from "../../src/protocol/archive.ts";
import { differences } from "../../src/roles/auditor/compare-archives.ts";
import { verifyArchive } from "../../src/roles/auditor/verify-archive.ts";
import { runElection } from "../../src/roles/demo/election/run-election.ts";
import { TAMPERINGS, type Mutable } from "../roles/auditor/tamperings.ts";
import { silentNarrator } from "./silent-narrator.ts";

/** The election that `TAMPERINGS` ask for. */
const BALLOTS = "weight,a,b,c\n3,5,0,0\n1,2,2,1\n70000,0,0,3\n2,1,4,0\n";

/** Texts that are refused before any check, by the reader of archives. */
const UNREADABLE: readonly { what: string; code: ErrorCode; alter: (text: string) => string }[] = [
  { what: "a file that was cut off", code: "ARCHIVE_MALFORMED", alter: (text) => text.slice(0, -100) },
  {
    what: "another version",
    code: "ARCHIVE_VERSION",
    alter: (text) => text.replace("psephos.archive/1", "psephos.archive/2"),
  },
  {
    what: "a field that nobody knows",
    code: "ARCHIVE_MALFORMED",
    alter: (text) => text.replace('"chain":{', '"chain":{"x":1,'),
  },
  { what: "a field left out", code: "ARCHIVE_MALFORMED", alter: (text) => text.replace(/"rollRoot":"\d+",/, "") },
  {
    what: "T028: a number with a leading zero",
    code: "ARCHIVE_MALFORMED",
    alter: (text) => text.replace(/"root":"/, '"root":"0'),
  },
  {
    what: "T028: a negative number",
    code: "ARCHIVE_MALFORMED",
    alter: (text) => text.replace(/"root":"/, '"root":"-'),
  },
  {
    what: "T028: a word of more than 256 bits",
    code: "ARCHIVE_MALFORMED",
    alter: (text) => text.replace(/"root":"/, '"root":"999'),
  },
  {
    what: "a time that is text",
    code: "ARCHIVE_MALFORMED",
    alter: (text) => text.replace(/"opensAt":(\d+)/, '"opensAt":"$1"'),
  },
  {
    what: "an address in capitals",
    code: "ARCHIVE_MALFORMED",
    alter: (text) => text.replace(/"registrar":"0x(\w+)"/, (_, hex: string) => `"registrar":"0x${hex.toUpperCase()}A"`),
  },
  { what: "a file of something else", code: "ARCHIVE_VERSION", alter: () => "{}" },
];

describe("tampering with the archive of a real election", () => {
  let folder: string;
  let text: string;
  let good: ElectionArchive;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-tamper-"));
    const { narrator } = silentNarrator();
    const request = { ballots: BALLOTS, rules: "budget", trustees: 4, threshold: 2, lost: 1 };
    const { archive } = await runElection({ ...request, folder, narrator });
    text = await readFile(archive, "utf8");
    good = parseArchive(text);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("leaves the untouched archive verified", async () => {
    const { verified, checks } = await verifyArchive({ archive: good });
    assert.ok(verified, checks.map(({ id, detail }) => `${id}: ${detail.en}`).join("\n"));
  });

  it("has at least one tampering for each check", () => {
    const meant = new Set(TAMPERINGS.map(({ fails }) => fails[0]));
    assert.equal(meant.size, 12);
    assert.ok(TAMPERINGS.length >= 24);
  });

  for (const { what, fails, tamper } of TAMPERINGS) {
    it(`is refused by check ${fails[0]}: ${what}`, async () => {
      const altered = structuredClone(good) as unknown as Mutable<ElectionArchive>;
      tamper(altered);
      const { verified, checks } = await verifyArchive({ archive: altered });
      const failing = checks.flatMap(({ id, ok }) => (ok ? [] : [id]));
      assert.equal(verified, false);
      assert.deepEqual(new Set(failing), new Set(fails));
    });
  }

  it("is told from the chain's record by the paths that differ", () => {
    const altered = structuredClone(good);
    altered.election.ballots[1]!.at += 1;
    altered.election.result!.counts[0]! += 1n;
    assert.deepEqual(differences(good, good), []);
    assert.deepEqual(differences(altered, good), ["election.ballots.1.at", "election.result.counts.0"]);
  });

  it("finds the archive written as it was read", () => {
    assert.equal(archiveText(good), text);
  });

  for (const { what, code, alter } of UNREADABLE) {
    it(`is refused by the reader: ${what}`, () => {
      assert.throws(
        () => parseArchive(alter(text)),
        (error: unknown) => error instanceof PsephosError && error.code === code,
      );
    });
  }
});
