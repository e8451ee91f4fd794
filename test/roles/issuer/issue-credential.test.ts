import assert from "node:assert/strict";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { credentialJson, parseCredential } from "../../../src/protocol/credential/credential-json.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { issueCredential, type IssuingTerms } from "../../../src/roles/issuer/issue-credential.ts";
import { IssuerLedger, isLive } from "../../../src/roles/issuer/ledger.ts";
import { HOLDER, SUBJECT } from "../../protocol/credential/fixtures.ts";
import { AT, newKey, office, person, requestOf } from "./desk-fixtures.ts";

const refusal = (code: ErrorCode, reason?: string) => (error: unknown) =>
  isPsephosError(error, code) && (reason === undefined || error.detail.reason === reason);
const issue = (terms: IssuingTerms, request = requestOf(HOLDER), subject: object = SUBJECT) =>
  issueCredential(terms, { request, subject: subject as typeof SUBJECT });

describe("issuing a credential", () => {
  it("signs a W3C credential for the holder who asked, and records it", () => {
    const terms = office();
    const credential = issue(terms);
    const read = parseCredential(JSON.parse(JSON.stringify(credentialJson(credential))), SCHEMAS);
    assert.equal(read.holder, HOLDER.commitment);
    assert.deepEqual(read.subject, SUBJECT);
    assert.deepEqual(read.issuerKey, terms.key.publicKey);
    assert.ok([...credential.salts, credential.nonce].every((salt) => salt >= 2n ** 128n));
    const [entry, ...others] = terms.ledger.issued;
    assert.deepEqual(others, []);
    assert.deepEqual([entry?.credentialId, entry?.statusIndex], [credential.id, credential.statusIndex]);
    assert.deepEqual(IssuerLedger.parse(terms.ledger.content()).issued, terms.ledger.issued);
  });

  it("keeps nothing of what the credential says in the ledger", () => {
    const terms = office();
    issue(terms);
    const text = JSON.stringify(terms.ledger.content());
    for (const value of [SUBJECT.familyName, SUBJECT.personNumber, SUBJECT.birthDate]) {
      assert.ok(!text.includes(value));
    }
  });

  it("takes a request once, and only one for itself", () => {
    const terms = office();
    const request = requestOf(HOLDER);
    issue(terms, request);
    const again = () => issue({ ...terms, reissue: true }, request);
    assert.throws(again, refusal("CREDENTIAL_REQUEST_REFUSED", "replay"));
    for (const changes of [{ issuer: "did:web:tax.example" }, { schema: "urn:psephos:schema:income-tax:1" }]) {
      assert.throws(() => issue(terms, requestOf(person(), changes)), refusal("CREDENTIAL_REQUEST_REFUSED", "issuer"));
    }
    assert.equal(terms.ledger.issued.length, 1);
  });

  it("T043: keeps one live credential for each person, whatever changed about her, and her holder with it", () => {
    const terms = office();
    const first = issue(terms);
    const changed = [
      { ...SUBJECT, portraitHash: `0x${"ab".repeat(32)}` },
      { ...SUBJECT, givenName: "АННА" },
      { ...SUBJECT, familyName: SUBJECT.givenName, givenName: SUBJECT.familyName },
      { ...SUBJECT, personNumber: "110101199005170029" },
    ];
    for (const subject of changed) {
      for (const reference of ["A-1001", "a-1001", "A 1001", "Ａ-1001"]) {
        const asking = () => issue(terms, requestOf(person(), { reference }), subject);
        assert.throws(asking, refusal("CREDENTIAL_NOT_ISSUED", "live"), reference);
      }
      const elsewhere = () => issue(terms, requestOf(HOLDER, { reference: "B-2002" }), subject);
      assert.throws(elsewhere, refusal("CREDENTIAL_NOT_ISSUED", "holder"));
    }
    const replacing = { ...terms, reissue: true };
    const second = issue(replacing, requestOf(HOLDER), changed[1]);
    assert.deepEqual(
      terms.ledger.issued.map(({ credentialId, revoked, reissueCounter }) => [credentialId, revoked, reissueCounter]),
      [
        [first.id, true, 0],
        [second.id, false, 1],
      ],
    );
    assert.notEqual(first.statusIndex, second.statusIndex);
    assert.equal(second.holder, first.holder);
    const forAnother = () => issue(replacing, requestOf(person()));
    assert.throws(forAnother, refusal("CREDENTIAL_NOT_ISSUED", "holder-changed"));
    assert.deepEqual(
      terms.ledger.issued.filter((entry) => isLive(entry, AT)).map(({ holder }) => holder),
      [HOLDER.commitment],
    );
  });

  it("T043: gives a person no second pseudonym because her credential was replaced, revoked or has ended", () => {
    const key = newKey({ endsAt: AT + 3_000 * 86_400 });
    const cases: [string, Partial<IssuingTerms>, (terms: IssuingTerms, id: string) => void][] = [
      ["replaced", { reissue: true }, () => undefined],
      ["revoked", { afterRevocation: true }, ({ ledger }, id) => ledger.change(id, { revoked: true })],
      ["ended", { at: AT + 400 * 86_400, validUntil: AT + 800 * 86_400 }, () => undefined],
    ];
    for (const [name, changes, meanwhile] of cases) {
      const terms = office({ key });
      meanwhile(terms, issue(terms).id);
      const later = { ...terms, ...changes };
      const request = requestOf(person());
      const before = terms.ledger.content();
      assert.throws(() => issue(later, request), refusal("CREDENTIAL_NOT_ISSUED", "holder-changed"), name);
      assert.deepEqual(terms.ledger.content(), before, name);
      issue({ ...later, newHolder: true }, request);
      assert.equal(terms.ledger.issued.at(-1)?.holderCounter, 1, name);
    }
  });

  it("counts how often a person's holder changed, back to an earlier one too", () => {
    const terms = office({ reissue: true });
    const other = person();
    issue(terms);
    issue({ ...terms, newHolder: true });
    issue({ ...terms, newHolder: true }, requestOf(other));
    issue(terms, requestOf(other));
    assert.throws(() => issue(terms), refusal("CREDENTIAL_NOT_ISSUED", "holder-changed"));
    issue({ ...terms, newHolder: true });
    const counted = terms.ledger.issued.map(({ reissueCounter, holderCounter }) => [reissueCounter, holderCounter]);
    assert.deepEqual(counted, [
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
    ]);
    assert.throws(() => issue({ ...terms, reissue: false, newHolder: true }), refusal("CREDENTIAL_NOT_ISSUED", "live"));
  });

  it("replaces no suspended credential: the new one would lift what an officer decided", () => {
    const terms = office();
    const { id } = issue(terms);
    terms.ledger.change(id, { suspended: true });
    const replacing = () => issue({ ...terms, reissue: true }, requestOf(HOLDER));
    assert.throws(replacing, refusal("CREDENTIAL_NOT_ISSUED", "suspended"));
    const key = newKey({ epoch: 2027, endsAt: AT + 3_000 * 86_400 });
    const later = { ...terms, key, at: AT + 400 * 86_400, validUntil: AT + 800 * 86_400 };
    assert.throws(() => issue(later), refusal("CREDENTIAL_NOT_ISSUED", "suspended"));
    terms.ledger.change(id, { suspended: false });
    replacing();
    assert.equal(terms.ledger.issued.length, 2);
  });

  it("counts a person's credentials across epochs, and lets one follow another that ended", () => {
    const terms = office();
    issue(terms);
    const key = newKey({ epoch: 2027, endsAt: AT + 3_000 * 86_400 });
    const next = { ...terms, key, at: AT + 400 * 86_400, validUntil: AT + 800 * 86_400 };
    assert.throws(() => issue({ ...next, at: AT + 300 * 86_400 }), refusal("CREDENTIAL_NOT_ISSUED", "live"));
    issue(next);
    assert.deepEqual(
      terms.ledger.issued.map(({ epoch, revoked, reissueCounter }) => [epoch, revoked, reissueCounter]),
      [
        [2026, false, 0],
        [2027, false, 1],
      ],
    );
  });

  it("changes nothing when the subject does not fit its schema", () => {
    const terms = office();
    issue(terms);
    const before = terms.ledger.content();
    for (const subject of [
      { ...SUBJECT, birthDate: "1990-02-30" },
      { ...SUBJECT, nationality: "999" },
      { ...SUBJECT, familyName: undefined },
      { ...SUBJECT, shoeSize: "42" },
      { ...SUBJECT, permanentResident: "yes" },
    ]) {
      const asking = () => issue({ ...terms, reissue: true }, requestOf(HOLDER), subject);
      assert.throws(asking, refusal("CREDENTIAL_MALFORMED"));
    }
    assert.deepEqual(terms.ledger.content(), before);
  });

  it("refuses times that no credential of this key can have", () => {
    const terms = office();
    const { endsAt } = terms.key;
    assert.throws(() => issue({ ...terms, at: endsAt }), refusal("ISSUER_KEY_ENDED"));
    assert.throws(() => issue({ ...terms, validUntil: endsAt + 1 }), refusal("ISSUER_KEY_ENDED"));
    assert.throws(() => issue({ ...terms, validFrom: terms.validUntil }), refusal("TIMES_INVALID"));
    assert.throws(() => issue({ ...terms, validFrom: 0, validUntil: AT }), refusal("TIMES_INVALID"));
  });
});

describe("status indices", () => {
  const entry = (statusIndex: number, epoch = 1) => ({
    ...{ credentialId: `urn:${epoch}:${statusIndex}`, reference: `r ${epoch} ${statusIndex}`, epoch, statusIndex },
    ...{ holder: BigInt(statusIndex + 1), requestNonce: `n${epoch}-${statusIndex}`, issuedAt: AT, validUntil: AT + 1 },
    ...{ reissueCounter: 0, holderCounter: 0, replaced: false, revoked: false, suspended: false },
  });

  it("are drawn at random, never in order, never twice, to the last one", () => {
    const ledger = new IssuerLedger({ did: "did:web:a", schema: "s" });
    const drawn: number[] = [];
    for (let count = 0; count < 40; count++) {
      const index = ledger.drawStatusIndex(1);
      ledger.record(entry(index));
      drawn.push(index);
    }
    // Sorted by chance once in 40!; all in the lower half once in 2^40.
    assert.notDeepEqual(
      drawn,
      [...drawn].sort((left, right) => left - right),
    );
    assert.ok(drawn.some((index) => index >= 65_536) && drawn.some((index) => index < 65_536));
    const [last, ...free] = Array.from({ length: 131_072 }, (_, index) => index).filter(
      (each) => !drawn.includes(each),
    );
    free.forEach((index) => ledger.record(entry(index)));
    assert.equal(ledger.drawStatusIndex(1), last);
    ledger.record(entry(last!));
    assert.throws(() => ledger.drawStatusIndex(1), refusal("STATUS_LIST_FULL"));
    assert.ok(ledger.drawStatusIndex(2) >= 0);
  });

  it("are refused twice, as are requests and credentials, when a ledger is read", () => {
    const ledger = new IssuerLedger({ did: "did:web:a", schema: "s" });
    ledger.record(entry(5));
    const content = ledger.content() as { issued: object[] };
    for (const changes of [{ credentialId: "x" }, { requestNonce: "y" }, { statusIndex: 6 }]) {
      const twice = { ...content, issued: [...content.issued, { ...content.issued[0], ...changes }] };
      assert.throws(() => IssuerLedger.parse(twice), refusal("ISSUER_LEDGER_MALFORMED"));
    }
    assert.throws(
      () => IssuerLedger.parse({ ...content, format: "psephos.issuer-ledger/2" }),
      refusal("ISSUER_LEDGER_MALFORMED"),
    );
  });
});
