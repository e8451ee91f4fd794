import assert from "node:assert/strict";
import {
  createCredentialRequest,
  parseCredentialRequest,
  serialiseCredentialRequest,
} from "../../../src/protocol/credential/credential-request.ts";
import { SUBGROUP_ORDER } from "../../../src/crypto/field.ts";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { HOLDER, RESIDENT, VERIFIER } from "./fixtures.ts";

const WISH = {
  schema: RESIDENT.id,
  issuer: "did:web:residents.example",
  reference: "A-1001",
  nonce: "Zm9yIG9uZSByZXF1ZXN0IA",
};
const refusal = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

describe("a request for a credential", () => {
  const request = createCredentialRequest(HOLDER, WISH);
  const json = JSON.parse(serialiseCredentialRequest(request)) as Record<string, unknown>;
  const parsing = (changes: object) => () => parseCredentialRequest(JSON.stringify({ ...json, ...changes }));

  it("comes back from its line as it was made", () => {
    assert.deepEqual(parseCredentialRequest(serialiseCredentialRequest(request)), request);
    assert.equal(request.commitment, HOLDER.commitment);
  });

  it("is refused when any part was changed on the way, or another holder was put in", () => {
    const other = createCredentialRequest(VERIFIER, WISH);
    for (const changes of [
      { schema: "urn:psephos:schema:income-tax:1" },
      { issuer: "did:web:tax.example" },
      { reference: "A-1002" },
      { nonce: "Zm9yIGFub3RoZXIgcmVxdWVzdA" },
      { commitment: other.commitment.toString() },
      { publicKey: other.publicKey.map(String) },
      { commitment: other.commitment.toString(), publicKey: other.publicKey.map(String) },
      { signature: { r8: other.signature.r8.map(String), s: other.signature.s.toString() } },
      { signature: { r8: request.signature.r8.map(String), s: (request.signature.s + SUBGROUP_ORDER).toString() } },
      { publicKey: ["0", "1"] },
    ]) {
      assert.throws(parsing(changes), refusal("CREDENTIAL_REQUEST_REFUSED"), JSON.stringify(changes));
    }
  });

  it("is refused in any form but its own", () => {
    for (const changes of [
      { format: "psephos.credential-request/2" },
      { issuer: "https://residents.example" },
      { issuer: `did:web:${"a".repeat(255)}` },
      { reference: " A-1001" },
      { reference: "" },
      { nonce: "short" },
      { nonce: "a".repeat(65) },
      { commitment: `0${request.commitment}` },
      { more: 1 },
    ]) {
      assert.throws(parsing(changes), refusal("CREDENTIAL_REQUEST_MALFORMED"), JSON.stringify(changes));
    }
    for (const text of ["", "[]", "{", `${" ".repeat(10_000)}{}`]) {
      assert.throws(() => parseCredentialRequest(text), refusal("CREDENTIAL_REQUEST_MALFORMED"));
    }
  });
});
