import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BASE } from "../../../src/crypto/babyjubjub.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import { createReceipt } from "../../../src/protocol/receipt.ts";
import { rulesFor } from "../../../src/protocol/rule-presets.ts";
import { ballotWords } from "../../../src/protocol/words.ts";
import type { OpenElection } from "../../../src/roles/open-election.ts";
import { fileExists } from "../../../src/roles/read-file.ts";
import { giveUpBallot } from "../../../src/roles/voter/give-up.ts";
import { besides, keepSent } from "../../../src/roles/voter/sent-ballot.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";

const BALLOT = {
  proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
  nullifier: toNullifier(77n),
  ciphertexts: Array.from({ length: 4 }, () => ({ c1: BASE, c2: BASE })),
};
const PLACE = { chainId: 31337n, contract: `0x${"ab".repeat(20)}`, electionId: 3n };
const SENT = { receipt: createReceipt({ place: PLACE, ballot: BALLOT }), words: ballotWords(BALLOT) };
const RULES = rulesFor("single", { optionCount: 2, blank: true, weighted: false });
const ELECTION = {
  terms: { rollRoot: 1n, scope: 2n, rules: RULES, electionKey: BASE },
  capacity: 4,
} as unknown as OpenElection;

describe("a ballot that was refused", () => {
  let folder: string;
  let receiptFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-give-up-"));
    receiptFile = await keepSent(openWorkspace(folder), SENT);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const giveUp = ({ isCast = false, canCount = false } = {}) =>
    giveUpBallot({
      ...{ receiptFile, election: ELECTION },
      isCast: () => Promise.resolve(isCast),
      canCount: () => Promise.resolve(canCount),
    });
  const isKept = async () => (await fileExists(receiptFile)) && (await fileExists(besides(receiptFile, "ballot")));

  it("gives way to a new one, with its receipt, when it can never be counted", async () => {
    await giveUp();
    assert.deepEqual([await fileExists(receiptFile), await fileExists(besides(receiptFile, "ballot"))], [false, false]);
  });

  it("stays while it may still be counted: whole, with a relayer, or cast already", async () => {
    await assert.rejects(giveUp({ canCount: true }), { code: "BALLOT_ON_ITS_WAY" });
    await assert.rejects(giveUp({ isCast: true }), { code: "ALREADY_CAST" });
    // A promise that cannot be read any more was a promise.
    await writeFile(besides(receiptFile, "relay-0f8fad5b"), "{");
    await assert.rejects(giveUp(), { code: "BALLOT_ON_ITS_WAY" });
    assert.ok(await isKept());
  });

  it("stays when it is not the ballot of its receipt any more: then nobody can tell what left this device", async () => {
    await writeFile(besides(receiptFile, "ballot"), "{}");
    await assert.rejects(giveUp(), { code: "BALLOT_MALFORMED" });
    assert.ok(await isKept());
  });

  it("is judged by the election's own terms and this build's key", async () => {
    await giveUpBallot({ receiptFile, election: ELECTION, isCast: () => Promise.resolve(false) });
    assert.equal(await fileExists(receiptFile), false);
  });
});
