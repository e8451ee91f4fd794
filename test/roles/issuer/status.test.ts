import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { Bitstring } from "@digitalbazaar/bitstring";
import { keccak256 } from "ethers";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import type { StatusListFiles } from "../../../src/protocol/credential/lists-hash.ts";
import { checkStatusListProof } from "../../../src/protocol/credential/status-list-proof.ts";
import type { StatusRoot } from "../../../src/protocol/credential/status-tree.ts";
import { STATUS_LIST_SIZE } from "../../../src/protocol/credential/status-list.ts";
import { issueCredential, type IssuingTerms } from "../../../src/roles/issuer/issue-credential.ts";
import { IssuerLedger } from "../../../src/roles/issuer/ledger.ts";
import { changeStatus, publishableLists, type StatusAct } from "../../../src/roles/issuer/status.ts";
import { openStatusTree } from "../../../src/roles/status-lists.ts";
import { statusTree, SUBJECT, VERIFIER } from "../../protocol/credential/fixtures.ts";
import { AT, DID, newKey, office, person, requestOf, TERMS } from "./desk-fixtures.ts";

const refusal = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

interface ListCredential {
  readonly id: string;
  readonly issuer: string;
  readonly credentialSubject: { readonly encodedList: string; readonly statusPurpose: string };
}
const parse = (file: Uint8Array): ListCredential => JSON.parse(new TextDecoder().decode(file)) as ListCredential;

/** As a holder reads them, from the addresses that credentials name. */
function openPublished(files: StatusListFiles, record: { statusRoot: StatusRoot; listsHash: string }) {
  const { statusLists } = TERMS;
  const source = {
    fetch: (url: string) => Promise.resolve(url === statusLists.revocation ? files.revocation : files.suspension),
  };
  return openStatusTree({ key: record, statusLists, source });
}

/** A whole list by hand: base64url, gunzip, highest bit first. */
function marksOf(file: Uint8Array): number[] {
  const { encodedList } = parse(file).credentialSubject;
  const bytes = gunzipSync(Buffer.from(encodedList.slice(1), "base64url"));
  return Array.from({ length: STATUS_LIST_SIZE }, (_, index) => index).filter(
    (index) => ((bytes[index >> 3]! >> (7 - (index & 7))) & 1) === 1,
  );
}

/** A ledger in which every hundredth credential is revoked and as many suspended, at indices without order. */
function largeLedger(): IssuerLedger {
  const ledger = new IssuerLedger({ did: DID, schema: TERMS.schema });
  for (let place = 0; place < STATUS_LIST_SIZE; place++) {
    // Odd, and so prime to 2^17: each index once.
    const statusIndex = (place * 48_271) % STATUS_LIST_SIZE;
    ledger.record({
      ...{ credentialId: `c${place}`, reference: `r${place}`, epoch: 2026, statusIndex, holder: BigInt(place + 1) },
      ...{
        requestNonce: `n${place}`,
        issuedAt: AT,
        validUntil: AT + 1,
        reissueCounter: 0,
        holderCounter: 0,
        replaced: false,
      },
      ...{ revoked: hash(place) % 100 === 0, suspended: hash(place + 2 ** 20) % 100 === 0 },
    });
  }
  return ledger;
}

/** Scatters marks as if by chance, the same at every run. */
function hash(value: number): number {
  return Number(BigInt(keccak256(new Uint8Array([value, value >> 8, value >> 16]))) & 0xffff_ffffn);
}

function issuedTo(reference: string): IssuingTerms {
  const terms = office();
  issueCredential(terms, { request: requestOf(person(), { reference }), subject: SUBJECT });
  return terms;
}

describe("the status of issued credentials", () => {
  const terms = office();
  const ids = ["A-1", "A-2", "A-3"].map(
    (reference) => issueCredential(terms, { request: requestOf(person(), { reference }), subject: SUBJECT }).id,
  );
  const act = (wanted: string, what: StatusAct) => changeStatus(terms.ledger, { wanted, act: what, at: AT });

  it("is changed by id or by person; a suspension is lifted, a revocation is not", () => {
    assert.equal(act("A-1", "suspend").suspended, true);
    assert.throws(() => act(ids[0]!, "suspend"), refusal("ALREADY_DONE"));
    assert.equal(act(ids[0]!, "resume").suspended, false);
    assert.throws(() => act("A-1", "resume"), refusal("ALREADY_DONE"));
    assert.equal(act("A-1", "suspend").revoked, false);
    assert.equal(act("A-2", "revoke").revoked, true);
    for (const what of ["revoke", "suspend", "resume"] as const) {
      assert.throws(() => act(ids[1]!, what), refusal("ALREADY_DONE"));
    }
    assert.throws(() => act("A-2", "revoke"), refusal("CREDENTIAL_MISSING"));
    assert.throws(() => act("A-9", "revoke"), refusal("CREDENTIAL_MISSING"));
  });

  it("is changed by person also where her suspended credential has ended: it keeps her from another", () => {
    for (const what of ["resume", "revoke"] as const) {
      const { ledger } = issuedTo("A-1");
      const [entry] = ledger.issued;
      const ended = entry!.validUntil;
      changeStatus(ledger, { wanted: "A-1", act: "suspend", at: AT });
      const { credentialId, revoked } = changeStatus(ledger, { wanted: "A-1", act: what, at: ended });
      assert.deepEqual([credentialId, revoked], [entry!.credentialId, what === "revoke"]);
      const again = () => changeStatus(ledger, { wanted: "A-1", act: what, at: ended });
      assert.throws(again, refusal("CREDENTIAL_MISSING"));
    }
  });

  it("is published as two W3C lists with a proof, whose root and hash readers hold against the chain", async () => {
    const { key, ledger } = terms;
    const { files, statusRoot, listsHash } = await publishableLists({ key, ledger, at: AT });
    const [suspended, revoked] = ledger.issued.map(({ statusIndex }) => statusIndex);
    assert.deepEqual(marksOf(files.revocation), [revoked]);
    assert.deepEqual(marksOf(files.suspension), [suspended]);
    const { root } = await statusTree({ revoked: [revoked!], suspended: [suspended!] });
    assert.equal(statusRoot, root);
    const halves = [files.revocation, files.suspension].map((file) => keccak256(file).slice(2));
    assert.equal(listsHash, keccak256(`0x${halves.join("")}`));
    assert.deepEqual(
      [parse(files.revocation).id, parse(files.revocation).issuer],
      ["https://residents.example/status/revocation", DID],
    );
    const tree = await openPublished(files, { statusRoot, listsHash });
    assert.deepEqual([tree.markOf(revoked!), tree.markOf(suspended!)], ["revocation", "suspension"]);
  });

  it("is refused where files and chain do not agree", async () => {
    const { key, ledger } = terms;
    const { files, statusRoot, listsHash } = await publishableLists({ key, ledger, at: AT });
    const record = { statusRoot, listsHash };
    const later = await publishableLists({ key, ledger, at: AT + 1 });
    const refuses = (given: StatusListFiles, changes: Partial<typeof record> = {}) =>
      assert.rejects(openPublished(given, { ...record, ...changes }), refusal("PUBLIC_FILE_ALTERED"));
    await refuses(later.files);
    await refuses({ ...files, suspension: later.files.suspension });
    await refuses({ revocation: files.suspension, suspension: files.revocation });
    await refuses(files, { statusRoot: (await statusTree()).root });
  });

  it("is signed by the issuer key over every word, for readers without a chain", async () => {
    const { key, ledger } = terms;
    const { files } = await publishableLists({ key, ledger, at: AT });
    const json = parse(files.revocation);
    checkStatusListProof(json, key.publicKey);
    const forged = refusal("CREDENTIAL_SIGNATURE_INVALID");
    assert.throws(() => checkStatusListProof(json, VERIFIER.publicKey), forged);
    for (const altered of [
      { ...json, issuer: "did:web:tax.example" },
      { ...json, more: 1 },
      { ...json, credentialSubject: { ...json.credentialSubject, statusPurpose: "suspension" } },
    ]) {
      assert.throws(() => checkStatusListProof(altered, key.publicKey), forged);
    }
    assert.throws(() => checkStatusListProof({ ...json, proof: {} }, key.publicKey), refusal("STATUS_LIST_MALFORMED"));
  });

  it("of 131,072 credentials, one in a hundred marked, takes at most 20 KB a list, which others' tools read", async () => {
    const ledger = largeLedger();
    const { files } = await publishableLists({ key: newKey(), ledger, at: AT });
    for (const [purpose, isSet] of [
      ["revocation", "revoked"],
      ["suspension", "suspended"],
    ] as const) {
      const expected = ledger.issued.filter((entry) => entry[isSet]).map(({ statusIndex }) => statusIndex);
      assert.ok(expected.length > 1_200 && expected.length < 1_420);
      const file = files[purpose];
      assert.ok(file.length <= 20_000, `${file.length} bytes`);
      assert.deepEqual(
        marksOf(file),
        expected.toSorted((left, right) => left - right),
      );
      const encoded = parse(file).credentialSubject.encodedList.slice(1);
      const other = new Bitstring({ buffer: await Bitstring.decodeBits({ encoded }) });
      assert.equal(other.length, STATUS_LIST_SIZE);
      assert.ok(expected.every((index) => other.get(index)));
      assert.equal(
        Array.from({ length: STATUS_LIST_SIZE }, (_, index) => other.get(index)).filter(Boolean).length,
        expected.length,
      );
    }
  });

  it("holds the marks of its own epoch alone", async () => {
    const { files } = await publishableLists({ key: newKey({ epoch: 2027 }), ledger: terms.ledger, at: AT });
    assert.deepEqual([marksOf(files.revocation), marksOf(files.suspension)], [[], []]);
  });
});
