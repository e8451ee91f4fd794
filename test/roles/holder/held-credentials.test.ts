import assert from "node:assert/strict";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { credentialJson } from "../../../src/protocol/credential/credential-json.ts";
import { heldCredentials, importCredential, removeCredential } from "../../../src/roles/holder/held-credentials.ts";
import { emptyWallet, parseWallet, walletContent } from "../../../src/roles/holder/wallet.ts";
import { CREDENTIAL, HOLDER, VERIFIER } from "../../protocol/credential/fixtures.ts";

const refusal = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);
const JSON_FORM = credentialJson(CREDENTIAL) as Record<string, unknown> & { credentialSubject: object };

describe("credentials in a wallet", () => {
  const wallet = importCredential(emptyWallet(HOLDER), JSON_FORM);

  it("stay as they were received, and are read back from the sealed form", () => {
    assert.deepEqual(wallet.credentials, [JSON_FORM]);
    const read = parseWallet(walletContent(wallet));
    assert.deepEqual(heldCredentials(read), [CREDENTIAL]);
    assert.equal(read.identity.secret, HOLDER.secret);
  });

  it("are refused when altered, of an unknown schema, another's, or there already", () => {
    const mine = emptyWallet(HOLDER);
    const altered = { ...JSON_FORM, credentialSubject: { ...JSON_FORM.credentialSubject, district: "D-09" } };
    assert.throws(() => importCredential(mine, altered), refusal("CREDENTIAL_SIGNATURE_INVALID"));
    assert.throws(() => importCredential(mine, JSON_FORM, new Map()), refusal("CREDENTIAL_MALFORMED"));
    assert.throws(() => importCredential(mine, "{}"), refusal("CREDENTIAL_MALFORMED"));
    assert.throws(() => importCredential(emptyWallet(VERIFIER), JSON_FORM), refusal("CREDENTIAL_NOT_YOURS"));
    assert.throws(() => importCredential(wallet, JSON_FORM), refusal("CREDENTIAL_HELD"));
  });

  it("are removed by their id or its beginning, if that is the id of one alone", () => {
    const other = { ...JSON_FORM, id: `${CREDENTIAL.id.slice(0, -1)}5` };
    const two = importCredential(wallet, other);
    assert.deepEqual(removeCredential(two, CREDENTIAL.id).credentials, [other]);
    assert.deepEqual(removeCredential(wallet, "3f0b6a52").credentials, []);
    for (const wanted of ["", "3f0b6a52", "urn:uuid:", "9"]) {
      assert.throws(() => removeCredential(two, wanted), refusal("CREDENTIAL_MISSING"), wanted);
    }
    assert.equal(two.credentials.length, 2);
  });
});

describe("a wallet's sealed form", () => {
  it("is refused with unknown fields, broken lists or a key that is not its commitment's", () => {
    const content = walletContent(emptyWallet(HOLDER)) as Record<string, unknown> & { identity: object };
    const other = walletContent(emptyWallet(VERIFIER)) as { identity: { commitment: string } };
    for (const changes of [
      { more: 1 },
      { credentials: [1] },
      { enrolments: [{}] },
      { attestations: {} },
      { format: 1 },
    ]) {
      assert.throws(
        () => parseWallet({ ...content, ...changes }),
        refusal("WALLET_MALFORMED"),
        JSON.stringify(changes),
      );
    }
    const { commitment } = other.identity;
    const swapped = { ...content, identity: { ...content.identity, commitment } };
    assert.throws(() => parseWallet(swapped), refusal("IDENTITY_MALFORMED"));
  });
});
