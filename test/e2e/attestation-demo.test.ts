import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cheatTexts } from "../../src/cli/texts/demo.ts";
import { runAttestations, type AttestationOutcome } from "../../src/roles/demo/attestation/run-attestations.ts";
import { ATTESTATION } from "../../src/roles/demo/attestation/story.ts";
import { silentNarrator, type Heard } from "./silent-narrator.ts";

/** What an earlier run left there. */
async function leaveTraces(folder: string): Promise<void> {
  await writeFile(join(folder, "electorate.json"), "{}");
  await mkdir(join(folder, "sharing-log"));
  await writeFile(join(folder, "sharing-log", "entries.jsonl"), "an entry\n");
}

describe("demonstration of attestations", () => {
  let folder: string;
  let heard: Heard;
  let outcome: AttestationOutcome;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-demo-"));
    await leaveTraces(folder);
    heard = silentNarrator();
    outcome = await runAttestations({ citizens: 5, folder, narrator: heard.narrator });
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("issues to everybody, and records and enrols the adults whose credentials hold", () => {
    assert.deepEqual([outcome.issued, outcome.attested, outcome.enrolled], [5, 3, 3]);
  });

  it("tells every chapter in its order", () => {
    assert.deepEqual(heard.chapters, ATTESTATION.chapters);
  });

  it("refuses every kind of cheater for the right reason, and has words for each attempt", () => {
    for (const cheat of ATTESTATION.cheats) assert.ok(outcome.refused[cheat] >= 1, cheat);
    for (const told of heard.cheats) assert.ok(Object.hasOwn(cheatTexts, told), `no words for ${told}`);
    const tried = Object.values(outcome.refused).reduce((sum, count) => sum + count, 0);
    assert.equal(tried, heard.cheats.length);
  });

  it("passes every check of the auditor", () => {
    const failed = outcome.verdict.checks.filter(({ ok }) => !ok).map(({ id }) => id);
    assert.deepEqual([outcome.verdict.verified, failed], [true, []]);
  });

  it("is not begun with fewer people than it has parts", async () => {
    const request = { citizens: 4, folder, narrator: heard.narrator };
    await assert.rejects(runAttestations(request), { code: "USAGE", message: /--citizens must be 5 to 100/ });
  });
});
