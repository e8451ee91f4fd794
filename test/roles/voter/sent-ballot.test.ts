import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { BASE } from "../../../src/crypto/babyjubjub.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import { createReceipt } from "../../../src/protocol/receipt.ts";
import { signRelayReceipt } from "../../../src/protocol/relay-receipt.ts";
import { ballotWords } from "../../../src/protocol/words.ts";
import {
  besides,
  dropSent,
  isWithRelayer,
  keepRelayReceipt,
  keepSent,
  openSent,
  relayReceiptsOf,
} from "../../../src/roles/voter/sent-ballot.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";

const BALLOT = {
  proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
  nullifier: toNullifier(77n),
  ciphertexts: [
    { c1: BASE, c2: BASE },
    { c1: BASE, c2: BASE },
  ],
};
const PLACE = { chainId: 31337n, contract: `0x${"ab".repeat(20)}`, electionId: 3n };
const SENT = { receipt: createReceipt({ place: PLACE, ballot: BALLOT }), words: ballotWords(BALLOT) };
const TICKETS = ["0f8fad5b-d9cb-469f-a165-70867728950e", "1f8fad5b-d9cb-469f-a165-70867728950e"] as const;

describe("a ballot on its way", () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-sent-"));
    file = await keepSent(openWorkspace(folder), SENT);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is kept beside its receipt for its owner alone, and comes back the same", async () => {
    assert.deepEqual(await openSent(file), SENT);
    for (const name of await readdir(dirname(file)))
      assert.equal((await stat(join(dirname(file), name))).mode & 0o77, 0);
  });

  it("is refused when its file is another ballot's or no ballot's", async () => {
    const kept = besides(file, "ballot");
    const text = await readFile(kept, "utf8");
    const [x] = BASE;
    for (const other of [text.replace(String(x), String(x + 1n)), text.replace('"77"', '"78"'), "{}", "[]"]) {
      await writeFile(kept, other);
      await assert.rejects(openSent(file), { code: "BALLOT_MALFORMED" }, other.slice(0, 80));
    }
    await writeFile(kept, text);
  });

  it("has the relayers' promises beside it, each once", async () => {
    const { nullifier, ballotHash: contentHash } = SENT.receipt;
    const { electionId: target, ...place } = PLACE;
    const promise = { ...place, kind: "ballot", target, nullifier, contentHash, submitBy: 1_000_200 } as const;
    const given = TICKETS.map((ticket) => signRelayReceipt(developmentAccount(9), { ...promise, ticket }));
    assert.deepEqual(await relayReceiptsOf(file), []);
    for (const receipt of [...given, given[0]!]) await keepRelayReceipt(file, receipt);
    assert.deepEqual(await relayReceiptsOf(file), given);
  });

  it("is with a relayer also where its promise was damaged, which hides no other", async () => {
    const damaged = besides(file, "relay-2f8fad5b");
    await writeFile(damaged, "{");
    assert.equal((await relayReceiptsOf(file)).length, 2);
    for (const ticket of TICKETS) await rm(besides(file, `relay-${ticket.slice(0, 8)}`));
    assert.deepEqual([await relayReceiptsOf(file), await isWithRelayer(file)], [[], true]);
    await rm(damaged);
    assert.equal(await isWithRelayer(file), false);
  });

  it("is dropped once the chain has it; receipt and promises stay", async () => {
    const { nullifier, ballotHash: contentHash } = SENT.receipt;
    const { electionId: target, ...place } = PLACE;
    const promise = { ...place, kind: "ballot", target, nullifier, contentHash, submitBy: 1_000_200 } as const;
    await keepRelayReceipt(file, signRelayReceipt(developmentAccount(9), { ...promise, ticket: TICKETS[0] }));
    await dropSent(file);
    await dropSent(file);
    await assert.rejects(openSent(file), { code: "BALLOT_PREPARED_MISSING", message: /ballot check/ });
    assert.equal((await relayReceiptsOf(file)).length, 1);
  });
});
