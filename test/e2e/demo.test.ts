import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cheatTexts } from "../../src/cli/texts/demo.ts";
import { parseArchive } from "../../src/protocol/archive.ts";
import { ELECTION } from "../../src/roles/demo/election/story.ts";
import type { ElectionRequest } from "../../src/roles/demo/election/plan.ts";
import { runElection } from "../../src/roles/demo/election/run-election.ts";
import { silentNarrator } from "./silent-narrator.ts";

interface Story {
  readonly what: string;
  readonly request: ElectionRequest;
  /** Plain count where the ballots are given. */
  readonly counts?: readonly bigint[];
}

/** Whole elections, with every part real; more kinds of ballot and more random choices are tested without proofs. */
const STORIES: readonly Story[] = [
  {
    what: "two voters, eight options, a weighted ranking, no key keeper to spare",
    request: {
      ballots: "weight,a,b,c,d,e,f,g,h\n7,7,6,5,4,3,2,1,0\n70000,0,1,2,3,4,5,6,7\n",
      trustees: 2,
      threshold: 2,
      lost: 0,
    },
    counts: [49n, 70042n, 140035n, 210028n, 280021n, 350014n, 420007n, 490000n],
  },
];

describe("demonstration", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-demo-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const { what, request, counts } of STORIES) {
    it(`holds a real election: ${what}`, async () => {
      const heard = silentNarrator();
      const outcome = await runElection({ ...request, folder, narrator: heard.narrator });
      assert.equal(outcome.cast, outcome.plan.ballots.length);
      assert.deepEqual(outcome.result, outcome.expected);
      if (counts !== undefined) assert.deepEqual(outcome.result, counts);
      assert.equal(outcome.verdict.verified, true);
      assert.deepEqual(
        outcome.verdict.checks.map(({ id }) => id),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      );
      assert.deepEqual(heard.chapters, ELECTION.chapters);
      for (const cheat of ELECTION.cheats) assert.ok(outcome.refused[cheat] >= 1, cheat);
      for (const told of heard.cheats) assert.ok(Object.hasOwn(cheatTexts, told), `no words for ${told}`);
      const archive = parseArchive(await readFile(outcome.archive, "utf8"));
      assert.deepEqual(archive.election.result?.counts.slice(0, outcome.result.length), outcome.result);
    });
  }
});
