import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { erasureRequestText, parseErasureRequest } from "../../../src/protocol/sharing/erasure.ts";
import {
  createCredentialRequest,
  serialiseCredentialRequest,
} from "../../../src/protocol/credential/credential-request.ts";
import { createIdentity } from "../../../src/protocol/identity.ts";
import {
  idForReply,
  nonceForReply,
  requireOwnReply,
  type RequestLetter,
} from "../../../src/protocol/letters/reply-to.ts";

const OWN = "psl1.own";
const OTHERS = "psl1.other";

describe("where a request is answered", () => {
  const identity = createIdentity(randomBytes(32));
  const wish = { schema: "https://psephos.example/schemas/a", issuer: "did:web:registry.example", reference: "A-1001" };
  const credentialRequest = (nonce: string) =>
    serialiseCredentialRequest(createCredentialRequest(identity, { ...wish, nonce }));
  const erasureRequest = (id: string) =>
    erasureRequestText({
      ...{ format: "psephos.erasure-request/1", id, verifier: "did:web:housing.example", scope: "housing" },
      ...{ pseudonym: 5n, targets: ["consents"], proof: Array.from({ length: 8 }, () => 1n) },
    });
  const letter = (content: Pick<RequestLetter, "kind" | "request" | "replyTo">): RequestLetter => ({
    format: "psephos.letter/1",
    ...content,
  });

  it("is the same nonce and id for the same box for ever, as other programs compute it", () => {
    // SHA-256 of "psephos.reply-to/1 psl1.own".
    const hash = "016fa7952e50676e76537f5b4e81c2e4d7d37b71fb06c268e6c09b61bbbbf649";
    assert.equal(nonceForReply(OWN), Buffer.from(hash, "hex").toString("base64url"));
    assert.match(idForReply(OWN), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(idForReply(OWN).slice(9, 17), hash.slice(0, 8));
    assert.notEqual(idForReply(OWN), idForReply(OTHERS));
  });

  it("fits the forms of requests, which have not changed", () => {
    assert.doesNotThrow(() => credentialRequest(nonceForReply(OWN)));
    assert.equal(parseErasureRequest(erasureRequest(idForReply(OWN))).id, idForReply(OWN));
  });

  it("T042: is signed and proved with the request: passed on with another box, it is refused", () => {
    const requests = [
      { kind: "credential-request", request: credentialRequest(nonceForReply(OWN)) },
      { kind: "erasure-request", request: erasureRequest(idForReply(OWN)) },
    ] as const;
    for (const request of requests) {
      assert.doesNotThrow(() => requireOwnReply(letter({ ...request, replyTo: OWN })));
      assert.throws(() => requireOwnReply(letter({ ...request, replyTo: OTHERS })), { code: "LETTER_REFUSED" });
    }
  });

  it("T042: is nowhere for a request that was made to be handed over as a file", () => {
    const requests = [
      { kind: "credential-request", request: credentialRequest("a".repeat(24)) },
      { kind: "erasure-request", request: erasureRequest(`urn:uuid:${crypto.randomUUID()}`) },
    ] as const;
    for (const request of requests) {
      assert.throws(() => requireOwnReply(letter({ ...request, replyTo: OWN })), { code: "LETTER_REFUSED" });
    }
  });

  it("is not asked of what is no request", () => {
    const junk = { request: "{}", replyTo: OWN };
    assert.throws(() => requireOwnReply(letter({ kind: "credential-request", ...junk })), {
      code: "CREDENTIAL_REQUEST_MALFORMED",
    });
    assert.throws(() => requireOwnReply(letter({ kind: "erasure-request", ...junk })), { code: "SHARING_MALFORMED" });
  });
});
