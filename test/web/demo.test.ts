import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCeremony } from "../../src/chain/ceremonies.ts";
import { readElection, readElectionCount } from "../../src/chain/elections.ts";
import { readEnrolment } from "../../src/chain/enrolments.ts";
import { readIssuerKey } from "../../src/chain/issuers.ts";
import { latestTime } from "../../src/chain/time.ts";
import {
  createCredentialRequest,
  serialiseCredentialRequest,
} from "../../src/protocol/credential/credential-request.ts";
import { letterText, LETTER_KINDS, parseLetter } from "../../src/protocol/letters/letter.ts";
import { nonceForReply } from "../../src/protocol/letters/reply-to.ts";
import { heldCredentials, importCredential } from "../../src/roles/holder/held-credentials.ts";
import { openDesk } from "../../src/roles/issuer/desk.ts";
import { readDeskBackup } from "../../src/roles/issuer/desk-backup.ts";
import { openWorkspace } from "../../src/roles/workspace.ts";
import { emptyWallet } from "../../src/roles/holder/wallet.ts";
import { openWalletFile } from "../../src/roles/holder/wallet-file.ts";
import { openPublishedRoll } from "../../src/roles/registrar/roll-files.ts";
import { writeFileWhole } from "../../src/roles/write-file.ts";
import { createBox } from "../../src/roles/letters/letter-box.ts";
import { openLetter } from "../../src/roles/letters/open-letter.ts";
import { sealLetter, type SealedLetter } from "../../src/roles/letters/seal-letter.ts";
import { answerLetters, clerksBox } from "../../src/roles/demo/portal/clerk.ts";
import { openDemonstration, type OpenDemonstration } from "../../src/roles/demo/portal/open-demonstration.ts";
import { newVoters } from "../../src/roles/demo/portal/town/roll.ts";
import { HOUSING, REGISTRY, RESIDENT_SCHEMA } from "../../src/roles/demo/attestation/policies.ts";

describe("the demonstration's town", () => {
  const folder = mkdtempSync(join(tmpdir(), "psephos-town-"));
  let town: OpenDemonstration;
  const steps: number[] = [];

  before(async () => {
    town = await openDemonstration({ folder, onProgress: ({ done }) => void steps.push(done) });
  });
  after(async () => {
    await town.serving.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has an election of every kind in every phase that people meet, and it is now", async () => {
    const { chain } = town.serving;
    const count = Number(await readElectionCount(chain));
    const ids = Array.from({ length: count }, (_, at) => BigInt(at + 1));
    const elections = await Promise.all(ids.map((id) => readElection(chain, id)));
    const phases = new Set(elections.map(({ phase }) => phase));
    assert.deepEqual([...phases].sort(), ["cancelled", "opened", "opening", "setup", "voting"]);
    assert.equal(new Set(elections.map(({ config }) => config.rules)).size, 8);
    const open = elections.filter(({ phase }) => phase === "voting");
    assert.deepEqual(
      open.map(({ electionId }) => electionId),
      town.demonstration.votingElectionIds,
    );
    assert.ok(open.every(({ accepted }) => accepted > 0));
    assert.ok(Math.abs((await latestTime(chain)) - Date.now() / 1000) < 600);
    assert.deepEqual(
      steps,
      [...steps].sort((one, other) => one - other),
    );
  });

  it("has places on the list of voters for all identities that it hands out", async () => {
    const { serving, workspace, demonstration } = town;
    const { config } = await readElection(serving.chain, demonstration.votingElectionIds[0]!);
    const { roll } = await openPublishedRoll({ chain: serving.chain, workspace, rollId: config.rollId, folders: [] });
    for (const [at, { file }] of demonstration.wallets.entries()) {
      const copy = join(folder, `wallet-${at}.json`);
      await writeFileWhole({ file: copy, data: file, secrecy: "secret" });
      const wallet = await openWalletFile({ file: copy, passphrase: demonstration.passphrase });
      assert.ok(roll.entries.some(({ commitment }) => commitment === wallet.identity.commitment));
      assert.equal(heldCredentials(wallet).length, 1);
    }
  });

  it("waits for a key keeper, and takes people into a list of voters", async () => {
    const { serving, demonstration } = town;
    const { phase, trustees } = await readCeremony(serving.chain, demonstration.ceremonyId);
    assert.deepEqual([phase, trustees.length], ["registering", 3]);
    const { size, closesAt } = await readEnrolment(serving.chain, demonstration.enrolmentId);
    assert.equal(size, 2);
    assert.ok(closesAt > Date.now() / 1000);
  });

  it("hands out the housing office's desk, whose key is among the trusted ones", async () => {
    const { serving, demonstration } = town;
    const { name, files } = readDeskBackup([{ name: "desk.json", text: demonstration.housingDesk }]);
    assert.equal(name, "land-titles");
    const elsewhere = openWorkspace(join(folder, "elsewhere"));
    for (const file of files) {
      const path = join(elsewhere.issuersFolder, name, file.name);
      await writeFileWhole({ file: path, data: file.text, secrecy: "secret" });
    }
    const { key } = await openDesk({ workspace: elsewhere, name, passphrase: demonstration.passphrase });
    assert.equal(key.did, HOUSING);
    assert.deepEqual((await readIssuerKey(serving.chain, 1)).publicKey, key.publicKey);
  });

  it("has a clerk who answers a letter with a credential for whoever asks, and drops what is no request", async () => {
    const { serving, workspace } = town;
    const [identity] = newVoters(1);
    const [box, answers] = [await clerksBox(workspace), await createBox()];
    const wish = { schema: RESIDENT_SCHEMA, issuer: REGISTRY, reference: "any", nonce: nonceForReply(answers.address) };
    const request = serialiseCredentialRequest(createCredentialRequest(identity!, wish));
    const content = letterText({ kind: "credential-request", request, replyTo: answers.address });
    const asked = await sealLetter({ address: box.address, kind: "credential-request", content });
    const waiting = new Map([
      ["junk", new Uint8Array(80)],
      ["request", asked.sealed],
    ]);
    const sent: SealedLetter[] = [];
    await answerLetters({
      chain: serving.chain,
      workspace,
      box,
      post: {
        read: async () => [...waiting].map(([id, sealed]) => ({ id, sealed })),
        send: async (letter) => void sent.push(letter),
        drop: async (_, id) => void waiting.delete(id),
      },
    });
    assert.equal(waiting.size, 0);
    const [{ sealed }] = sent as [SealedLetter];
    const answer = parseLetter((await openLetter({ box: answers, sealed, kinds: LETTER_KINDS })).content);
    assert.ok(answer.kind === "credential");
    assert.equal(importCredential(emptyWallet(identity!), answer.credential).credentials.length, 1);
  });

  it("is kept for the next time", async () => {
    await town.serving.close();
    const before = steps.length;
    const again = await openDemonstration({ folder, onProgress: ({ done }) => void steps.push(done) });
    assert.equal(steps.length, before);
    assert.deepEqual(again.demonstration, town.demonstration);
    town = again;
  });
});
