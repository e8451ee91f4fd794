import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PsephosError } from "../../../../src/errors.ts";
import { serialiseCredentialRequest } from "../../../../src/protocol/credential/credential-request.ts";
import { LETTER_KINDS, letterText } from "../../../../src/protocol/letters/letter.ts";
import { nonceForReply } from "../../../../src/protocol/letters/reply-to.ts";
import type { Chain } from "../../../../src/roles/chain-session.ts";
import { REGISTRY, RESIDENT_SCHEMA } from "../../../../src/roles/demo/attestation/policies.ts";
import { answerLetters, type Post } from "../../../../src/roles/demo/portal/clerk.ts";
import { DEMONSTRATION_PASSPHRASE as passphrase } from "../../../../src/roles/demo/portal/demonstration-file.ts";
import { residentsDesk } from "../../../../src/roles/demo/portal/town/desk.ts";
import { newIssuerKey } from "../../../../src/roles/issuer/desk.ts";
import { createBox, type LetterBox } from "../../../../src/roles/letters/letter-box.ts";
import { openLetter } from "../../../../src/roles/letters/open-letter.ts";
import { sealLetter } from "../../../../src/roles/letters/seal-letter.ts";
import { openWorkspace } from "../../../../src/roles/workspace.ts";
import { AT, person, requestOf, TERMS } from "../../issuer/desk-fixtures.ts";

/** Of the chain, the clerk asks the time alone. */
const chain = { provider: { getBlock: () => Promise.resolve({ number: 1, timestamp: AT }) } } as unknown as Chain;

describe("the demonstration's clerk", () => {
  const folder = mkdtempSync(join(tmpdir(), "psephos-clerk-"));
  const workspace = openWorkspace(folder);
  let [box, own]: LetterBox[] = [];

  before(async () => {
    const terms = { ...TERMS, did: REGISTRY, schema: RESIDENT_SCHEMA };
    await newIssuerKey({ ...residentsDesk({ workspace }, passphrase), terms });
    [box, own] = [await createBox(), await createBox()];
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function askedFor(replyTo: string, reference: string, madeFor = replyTo): Promise<Uint8Array> {
    const identity = person();
    const request = serialiseCredentialRequest(
      requestOf(identity, { issuer: REGISTRY, schema: RESIDENT_SCHEMA, reference, nonce: nonceForReply(madeFor) }),
    );
    const content = letterText({ kind: "credential-request", request, replyTo });
    return (await sealLetter({ address: box!.address, kind: "credential-request", content })).sealed;
  }

  it("answers those behind a letter that has no address, or whose own box is full", async () => {
    const full = await createBox();
    const waiting = new Map([
      ["nowhere", await askedFor("nowhere", "A-1001")],
      ["full", await askedFor(full.address, "A-1002")],
      ["good", await askedFor(own!.address, "A-1003")],
    ]);
    const sent: Uint8Array[] = [];
    const post: Post = {
      read: () => Promise.resolve([...waiting].map(([id, sealed]) => ({ id, sealed }))),
      send: ({ boxId, sealed }) => {
        if (boxId === full.boxId) return Promise.reject(new PsephosError("LETTER_BOX_FULL", "full"));
        return Promise.resolve(void sent.push(sealed));
      },
      drop: (_box, id) => Promise.resolve(void waiting.delete(id)),
    };
    await answerLetters({ chain, workspace, box: box!, post });
    assert.equal(waiting.size, 0);
    assert.equal(sent.length, 1);
    assert.equal((await openLetter({ box: own!, sealed: sent[0]!, kinds: LETTER_KINDS })).kind, "credential");
  });

  it("T042: answers nobody who passes another person's request on with a box of his own", async () => {
    const waiting = new Map([["passed on", await askedFor(own!.address, "A-1005", "psl1.hers")]]);
    const post: Post = {
      read: () => Promise.resolve([...waiting].map(([id, sealed]) => ({ id, sealed }))),
      send: () => assert.fail("a stranger was answered"),
      drop: (_box, id) => Promise.resolve(void waiting.delete(id)),
    };
    await answerLetters({ chain, workspace, box: box!, post });
    assert.equal(waiting.size, 0);
  });

  it("leaves letters where they are when the post does not take the answer now", async () => {
    const waiting = new Map([["later", await askedFor(own!.address, "A-1004")]]);
    const post: Post = {
      read: () => Promise.resolve([...waiting].map(([id, sealed]) => ({ id, sealed }))),
      send: () => Promise.reject(new PsephosError("STORAGE_FULL", "full")),
      drop: (_box, id) => Promise.resolve(void waiting.delete(id)),
    };
    await assert.rejects(answerLetters({ chain, workspace, box: box!, post }), { code: "STORAGE_FULL" });
    assert.equal(waiting.size, 1);
  });
});
